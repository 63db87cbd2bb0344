'use client';
import { ChevronDownIcon } from 'lucide-react';
import { useIsNarrow } from '@/lib/use-media-query';
import { Button } from '@/components/ui/button';
import { ResizableGroup, ResizableHandle, ResizablePanel } from '@/components/ui/resizable';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { FlowCanvas } from '@/features/canvas/flow-canvas';
import { useShownRun } from '@/features/run/shown-run';
import { Timeline } from '@/features/run/timeline';
import type { FlowRun } from '@/features/run/use-flow-run';
import { formatDuration } from '@/lib/format';
import { updatePanels } from './panels-store';
import { RightPanel } from './right-panel';
import { usePanels } from './use-panels';

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

function Dock() {
  const run = useShownRun();
  return (
    <section aria-label="Run trace" className="flex h-full flex-col bg-sidebar">
      <div className="flex h-8 shrink-0 items-center gap-3 border-b px-3 text-sm">
        <h2 className="font-medium">Run trace</h2>
        {run?.view.durationMs === undefined ? null : (
          <span className="font-mono text-2xs text-muted-foreground tabular">
            {formatDuration(run.view.durationMs)}
          </span>
        )}
        <span className="flex-1" />
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label="Close the run trace"
          onClick={() => updatePanels({ isDockOpen: false })}
        >
          <ChevronDownIcon aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1">
        {run ? (
          <Timeline view={run.view} />
        ) : (
          <p className="p-3 text-sm text-muted-foreground">Run the flow to see what happens when.</p>
        )}
      </div>
    </section>
  );
}
