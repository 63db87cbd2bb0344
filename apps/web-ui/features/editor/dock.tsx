'use client';
import { ChevronDownIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { EventLog } from '@/features/replay/event-log';
import { useShownRun } from '@/features/run/shown-run';
import { Timeline } from '@/features/run/timeline';
import { formatDuration } from '@/lib/format';
import { updatePanels, type DockTab } from './panels-store';
import { usePanels } from './use-panels';

/** Below the canvas: what ran when, and every event of the run. */
export function Dock() {
  const run = useShownRun();
  const { dockTab = 'timeline' } = usePanels();
  const note = <p className="p-3 text-sm text-muted-foreground">Run the flow to see what happens when.</p>;
  return (
    <section aria-label="Run trace" className="h-full bg-sidebar">
      <Tabs
        value={dockTab}
        onValueChange={(value) => updatePanels({ dockTab: value as DockTab })}
        className="h-full"
      >
        <div className="flex h-9 shrink-0 items-center border-b pr-1.5">
          <TabsList aria-label="Run trace" className="border-b-0">
            <TabsTrigger value="timeline">Timeline</TabsTrigger>
            <TabsTrigger value="console">Console</TabsTrigger>
          </TabsList>
          <span className="flex-1 px-2 font-mono text-2xs text-muted-foreground tabular">
            {run?.view.durationMs === undefined ? null : formatDuration(run.view.durationMs)}
          </span>
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label="Close the run trace"
            onClick={() => updatePanels({ isDockOpen: false })}
          >
            <ChevronDownIcon aria-hidden />
          </Button>
        </div>
        <TabsContent value="timeline">{run ? <Timeline view={run.view} /> : note}</TabsContent>
        <TabsContent value="console">{run ? <EventLog events={run.events} /> : note}</TabsContent>
      </Tabs>
    </section>
  );
}
