'use client';
import type { AgentDetail } from '@codexos/protocol/contracts/agents.contract';
import type { ReactNode } from 'react';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useQueryTab } from '@/lib/use-query-tab';
import type { AgentDraftState, AgentDraftStore } from './agent-draft-store';
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

const TABS = ['setup', 'test', 'memory', 'versions'] as const;

export function AgentTabs({ agentId, state, edit, onRestored, test }: AgentTabsProps) {
  const [named, setTab] = useQueryTab(TABS, 'setup');
  const tab = named === 'test' && !test ? 'setup' : named;
  const scrolls = 'min-h-0 flex-1 overflow-y-auto';
  return (
    <Tabs value={tab} onValueChange={setTab} className="h-full">
      <TabsList className="px-4 max-[599px]:px-3">
        <TabsTrigger value="setup">Set-up</TabsTrigger>
        {test ? <TabsTrigger value="test">Test</TabsTrigger> : null}
        <TabsTrigger value="memory">Memory</TabsTrigger>
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
      <TabsContent value="versions" className={scrolls}>
        <AgentVersions agentId={agentId} onRestored={onRestored} />
      </TabsContent>
    </Tabs>
  );
}
