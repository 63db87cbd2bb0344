'use client';
import { ResizableGroup, ResizableHandle, ResizablePanel } from '@/components/ui/resizable';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { FlowCanvas } from '@/features/canvas/flow-canvas';
import { InspectorPanel } from '@/features/inspector/inspector-panel';
import { RunPanel } from '@/features/run/run-panel';
import { useShownRun } from '@/features/run/shown-run';
import { Timeline } from '@/features/run/timeline';
import { useIsNarrow } from '@/lib/use-media-query';

interface ReplayWorkspaceProps {
  tab: 'run' | 'inspector';
  setTab: (tab: 'run' | 'inspector') => void;
  /** Absent once the run has ended. */
  onStop: (() => void) | undefined;
  /** The moment that is shown and the end of the run. */
  moment: { now: number; end: number } | undefined;
}

/** The bordered canvas of a past run with its panel and timeline. */
export function ReplayWorkspace({ tab, setTab, onStop, moment }: ReplayWorkspaceProps) {
  const run = useShownRun();
  const isNarrow = useIsNarrow();
  const canvas = (
    <div className="h-full p-1.5">
      <FlowCanvas className="rounded-md border-2 border-dashed border-ring/50" />
    </div>
  );
  const panel = (
    <Tabs
      value={tab}
      onValueChange={(value) => setTab(value === 'run' ? 'run' : 'inspector')}
      className="h-full bg-sidebar"
    >
      <TabsList aria-label="Panels">
        <TabsTrigger value="run">Run</TabsTrigger>
        <TabsTrigger value="inspector">Inspector</TabsTrigger>
      </TabsList>
      <TabsContent value="run" className="overflow-y-auto">
        <RunPanel onStop={onStop} isPast={moment !== undefined} />
      </TabsContent>
      <TabsContent value="inspector" className="overflow-y-auto">
        <InspectorPanel />
      </TabsContent>
    </Tabs>
  );
  if (isNarrow) {
    return (
      <div className="flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-[3]">{canvas}</div>
        <div className="min-h-0 flex-[2] border-t">{panel}</div>
      </div>
    );
  }
  return (
    <ResizableGroup name="replay" className="min-h-0 flex-1">
      <ResizablePanel id="center" minSize="30%">
        <ResizableGroup name="replay-dock" orientation="vertical" className="h-full">
          <ResizablePanel id="drawing" minSize="30%">
            {canvas}
          </ResizablePanel>
          <ResizableHandle aria-label="Height of the timeline" />
          <ResizablePanel
            id="dock"
            defaultSize="180px"
            minSize="80px"
            groupResizeBehavior="preserve-pixel-size"
          >
            <section aria-label="Run trace" className="h-full bg-sidebar">
              {run ? <Timeline view={run.view} replay={moment} /> : null}
            </section>
          </ResizablePanel>
        </ResizableGroup>
      </ResizablePanel>
      <ResizableHandle aria-label="Width of the panel" />
      <ResizablePanel
        id="right"
        defaultSize="360px"
        minSize="260px"
        maxSize="50%"
        groupResizeBehavior="preserve-pixel-size"
      >
        {panel}
      </ResizablePanel>
    </ResizableGroup>
  );
}
