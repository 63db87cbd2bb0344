'use client';
import type { AgentDetail } from '@codexos/protocol/contracts/agents.contract';
import type { ReactNode } from 'react';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useQueryTab } from '@/lib/use-query-tab';
import type { AgentDraftState, AgentDraftStore } from './agent-draft-store';
import dynamic from 'next/dynamic';
import { AgentMemory } from './agent-memory';
import { AgentSetup } from './agent-setup';
import { AgentVersions } from './agent-versions';

interface AgentTabsProps {
  agentId: string;
  state: AgentDraftState;
  edit: AgentDraftStore['edit'];
  onRestored: (detail: AgentDetail) => void;
  /** The test pane, where there is no room for it beside the tabs. */
  test: ReactNode;
}

const AgentTriggers = dynamic(
  () => import('@/features/triggers/agent-triggers').then((module) => module.AgentTriggers),
  { ssr: false },
);
const AgentEvaluation = dynamic(
  () => import('./evaluation/agent-evaluation').then((module) => module.AgentEvaluation),
  { ssr: false },
);

const TABS = ['setup', 'test', 'memory', 'triggers', 'evaluation', 'versions'] as const;

export function AgentTabs({ agentId, state, edit, onRestored, test }: AgentTabsProps) {
  const [named, setTab] = useQueryTab(TABS, 'setup');
  const tab = named === 'test' && !test ? 'setup' : named;
  const scrolls = 'min-h-0 flex-1 overflow-y-auto';
  return (
    <Tabs value={tab} onValueChange={setTab} className="h-full">
      <TabsList className="overflow-x-auto px-4 max-[599px]:px-3 [&>*]:shrink-0">
        <TabsTrigger value="setup">Set-up</TabsTrigger>
        {test ? <TabsTrigger value="test">Test</TabsTrigger> : null}
        <TabsTrigger value="memory">Memory</TabsTrigger>
        <TabsTrigger value="triggers">Triggers</TabsTrigger>
        <TabsTrigger value="evaluation">Evaluation</TabsTrigger>
        <TabsTrigger value="versions">Versions</TabsTrigger>
      </TabsList>
      <TabsContent value="setup" className={scrolls}>
        <AgentSetup agentId={agentId} state={state} edit={edit} />
      </TabsContent>
      {test ? (
        <TabsContent value="test" className="min-h-0 flex-1">
          {test}
        </TabsContent>
      ) : null}
      <TabsContent value="memory" className={scrolls}>
        <AgentMemory agentId={agentId} scope={state.draft.config.memory.scope} />
      </TabsContent>
      <TabsContent value="triggers" className={scrolls}>
        <AgentTriggers agentId={agentId} />
      </TabsContent>
      <TabsContent value="evaluation" className={scrolls}>
        <AgentEvaluation agentId={agentId} />
      </TabsContent>
      <TabsContent value="versions" className={scrolls}>
        <AgentVersions agentId={agentId} draft={state.draft.config} onRestored={onRestored} />
      </TabsContent>
    </Tabs>
  );
}
