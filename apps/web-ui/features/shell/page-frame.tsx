'use client';
import type { ReactNode } from 'react';
import { ResizableGroup, ResizableHandle, ResizablePanel } from '@/components/ui/resizable';
import { useIsNarrow } from '@/lib/use-media-query';
import { cn } from '@/lib/utils';
import { TopBar, type Crumb } from './top-bar';
import { useTreePanel } from './use-tree-panel';

interface PageFrameProps {
  /** Path to here, from the area to the thing itself. */
  breadcrumb: readonly Crumb[];
  /** Beside the breadcrumb: a live state. */
  status?: ReactNode;
  /** Quiet buttons at the right of the top bar. */
  actions?: ReactNode;
  /** The one primary button of the page. */
  primary?: ReactNode;
  /** Tree of the area, at the left; a sheet on a narrow screen. */
  tree?: ReactNode;
  treeLabel?: string;
  className?: string;
  children: ReactNode;
}

/** Top bar, tree and content of one page. Every page composes this. */
export function PageFrame({
  breadcrumb,
  status,
  actions,
  primary,
  tree,
  treeLabel = 'Tree',
  className,
  children,
}: PageFrameProps) {
  const isNarrow = useIsNarrow();
  const { panelRef, toggle } = useTreePanel(tree !== undefined && !isNarrow);
  const content = (
    <main
      id="main"
      tabIndex={-1}
      className={cn('h-full min-h-0 min-w-0 overflow-y-auto outline-hidden', className)}
    >
      {children}
    </main>
  );
  return (
    <>
      <TopBar
        breadcrumb={breadcrumb}
        status={status}
        actions={actions}
        primary={primary}
        sheet={isNarrow ? tree : undefined}
        sheetLabel={treeLabel}
      />
      {tree === undefined || isNarrow ? (
        <div className="min-h-0 flex-1">{content}</div>
      ) : (
        <ResizableGroup name="tree" className="min-h-0 flex-1">
          <ResizablePanel
            id="tree"
            panelRef={panelRef}
            collapsible
            defaultSize="220px"
            minSize="160px"
            maxSize="420px"
            groupResizeBehavior="preserve-pixel-size"
          >
            <aside aria-label={treeLabel} className="h-full overflow-y-auto bg-sidebar">
              {tree}
            </aside>
          </ResizablePanel>
          <ResizableHandle onDoubleClick={toggle} aria-label="Width of the tree" />
          <ResizablePanel id="page" minSize="30%">
            {content}
          </ResizablePanel>
        </ResizableGroup>
      )}
    </>
  );
}
