'use client';
import dynamic from 'next/dynamic';
import { useIsNarrow } from '@/lib/use-media-query';
import { ResizableGroup, ResizableHandle, ResizablePanel } from '@/components/ui/resizable';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { FlowCanvas } from '@/features/canvas/flow-canvas';
import type { FlowRun } from '@/features/run/use-flow-run';
import { updatePanels } from './panels-store';
import { RightPanel } from './right-panel';
import { usePanels } from './use-panels';

const Dock = dynamic(() => import('./dock').then((module) => module.Dock), { ssr: false });

interface WorkspaceProps {
  flowId: string;
  run: FlowRun;
  isSheetOpen: boolean;
  setSheetOpen: (open: boolean) => void;
}

/** Canvas in the middle, tabs at the right, timeline below; sheets where there is no room. */
export function Workspace({ flowId, run, isSheetOpen, setSheetOpen }: WorkspaceProps) {
  const { isRightOpen, isDockOpen } = usePanels();
  const isNarrow = useIsNarrow();
  const right = <RightPanel flowId={flowId} run={run} />;
  if (isNarrow) {
    return (
      <>
        <FlowCanvas />
        <Sheet open={isSheetOpen} onOpenChange={setSheetOpen}>
          <SheetContent side="right" title="Flow">
            {right}
          </SheetContent>
        </Sheet>
      </>
    );
  }
  return (
    <ResizableGroup
      name={isRightOpen ? 'flow-open' : 'flow-closed'}
      key={String(isRightOpen)}
      className="h-full"
    >
      <ResizablePanel id="center" minSize="30%">
        <ResizableGroup
          name={isDockOpen ? 'dock-open' : 'dock-closed'}
          key={String(isDockOpen)}
          orientation="vertical"
          className="h-full"
        >
          <ResizablePanel id="drawing" minSize="30%">
            <FlowCanvas />
          </ResizablePanel>
          {isDockOpen ? (
            <>
              <ResizableHandle
                aria-label="Height of the timeline"
                onDoubleClick={() => updatePanels({ isDockOpen: false })}
              />
              <ResizablePanel
                id="dock"
                defaultSize="200px"
                minSize="96px"
                groupResizeBehavior="preserve-pixel-size"
              >
                <Dock />
              </ResizablePanel>
            </>
          ) : null}
        </ResizableGroup>
      </ResizablePanel>
      {isRightOpen ? (
        <>
          <ResizableHandle
            aria-label="Width of the panel"
            onDoubleClick={() => updatePanels({ isRightOpen: false })}
          />
          <ResizablePanel
            id="right"
            defaultSize="340px"
            minSize="260px"
            maxSize="50%"
            groupResizeBehavior="preserve-pixel-size"
          >
            {right}
          </ResizablePanel>
        </>
      ) : null}
    </ResizableGroup>
  );
}
