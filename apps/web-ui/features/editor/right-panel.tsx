'use client';
import dynamic from 'next/dynamic';
import { Badge } from '@/components/ui/badge';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useCanvasState } from '@/features/canvas/model/canvas-context';
import { ProblemsPanel } from '@/features/canvas/problems-panel';
import { InspectorPanel } from '@/features/inspector/inspector-panel';
import type { FlowRun } from '@/features/run/use-flow-run';
import { usePreload } from '@/lib/use-preload';
import { updatePanels, type RightTab } from './panels-store';
import { usePanels } from './use-panels';

const loadChat = () => import('./flow-chat').then((module) => module.FlowChat);
const loadRun = () => import('@/features/run/run-panel').then((module) => module.RunPanel);
const FlowChat = dynamic(loadChat, { ssr: false });
const RunPanel = dynamic(loadRun, { ssr: false });
const VersionsPanel = dynamic(
  () => import('@/features/versions/versions-panel').then((module) => module.VersionsPanel),
  { ssr: false },
);

export function RightPanel({ flowId, run }: { flowId: string; run: FlowRun }) {
  usePreload(loadChat);
  usePreload(loadRun);
  const { tab } = usePanels();
  const problemCount = useCanvasState(({ problems }) => problems.length);
  return (
    <Tabs
      value={tab}
      onValueChange={(value) => updatePanels({ tab: value as RightTab })}
      className="h-full bg-sidebar"
    >
      <TabsList aria-label="Panels" className="overflow-x-auto">
        <TabsTrigger value="chat">Chat</TabsTrigger>
        <TabsTrigger value="inspector">Inspector</TabsTrigger>
        <TabsTrigger value="run">Run</TabsTrigger>
        <TabsTrigger value="problems">
          Problems {problemCount > 0 ? <Badge variant="destructive">{problemCount}</Badge> : null}
        </TabsTrigger>
        <TabsTrigger value="versions">Versions</TabsTrigger>
      </TabsList>
      <TabsContent value="chat">
        <FlowChat flowId={flowId} onRun={run.show} />
      </TabsContent>
      <TabsContent value="inspector" className="overflow-y-auto">
        <InspectorPanel />
      </TabsContent>
      <TabsContent value="run" className="overflow-y-auto">
        <RunPanel onStop={run.stop} onRerun={run.rerun} />
      </TabsContent>
      <TabsContent value="problems" className="overflow-y-auto">
        <ProblemsPanel />
      </TabsContent>
      <TabsContent value="versions" className="overflow-y-auto">
        <VersionsPanel flowId={flowId} />
      </TabsContent>
    </Tabs>
  );
}
