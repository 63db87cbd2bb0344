'use client';
import { getAgent, type AgentDetail } from '@codexos/protocol/contracts/agents.contract';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { ResizableGroup, ResizableHandle, ResizablePanel } from '@/components/ui/resizable';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useIsNarrow } from '@/lib/use-media-query';
import { AgentMenu } from './agent-menu';
import { AgentTabs } from './agent-tabs';
import { ConflictNotice } from './conflict-notice';
import { PublishDialog } from './publish-dialog';
import { TestPane } from './test-pane';
import { useAgentDraft } from './use-agent-draft';

/** One agent: what it is made of at the left, a place to try it at the right. */
export function AgentPage({ agentId }: { agentId: string }) {
  // What is edited here is the truth while the page is open, so it is read once.
  const { data, error } = useApiQuery(getAgent, { params: { agentId } }, { staleTime: Infinity, gcTime: 0 });
  if (data) return <AgentEditor detail={data} />;
  return (
    <PageFrame breadcrumb={[{ label: 'Agents', href: '/agents' }, { label: 'Agent' }]}>
      {error ? <ErrorNotice error={error} className="m-6" /> : <PageSkeleton />}
    </PageFrame>
  );
}

function AgentEditor({ detail }: { detail: AgentDetail }) {
  const { actions, ...state } = useAgentDraft(detail);
  const isNarrow = useIsNarrow();
  const [isPublishing, setPublishing] = useState(false);
  const agentId = detail.id;
  const test = <TestPane agentId={agentId} onBeforeRun={actions.flush} />;
  const tabs = (
    <AgentTabs
      agentId={agentId}
      state={state}
      edit={actions.edit}
      onRestored={actions.replace}
      test={isNarrow ? test : undefined}
    />
  );
  return (
    <PageFrame
      breadcrumb={[
        { label: 'Agents', href: '/agents' },
        { label: state.draft.name, onRename: (name) => actions.edit({ name }) },
      ]}
      className="overflow-hidden"
      actions={<AgentMenu agentId={agentId} name={state.draft.name} />}
      primary={
        <Button
          variant="primary"
          disabled={state.problems.length > 0}
          title={state.problems.length > 0 ? 'Mend the problems first' : undefined}
          onClick={() => setPublishing(true)}
        >
          Publish
        </Button>
      }
    >
      <div className="flex h-full min-h-0 flex-col">
        {state.status === 'conflict' ? <ConflictNotice actions={actions} /> : null}
        {isNarrow ? (
          <div className="min-h-0 flex-1">{tabs}</div>
        ) : (
          <ResizableGroup name="agent" className="min-h-0 flex-1">
            <ResizablePanel id="setup" minSize="360px">
              {tabs}
            </ResizablePanel>
            <ResizableHandle aria-label="Width of the test pane" />
            <ResizablePanel
              id="test"
              defaultSize="440px"
              minSize="320px"
              groupResizeBehavior="preserve-pixel-size"
            >
              {test}
            </ResizablePanel>
          </ResizableGroup>
        )}
      </div>
      <PublishDialog
        agentId={agentId}
        name={state.draft.name}
        isOpen={isPublishing}
        onOpenChange={setPublishing}
        onBeforePublish={actions.flush}
      />
    </PageFrame>
  );
}

function PageSkeleton() {
  return (
    <div
      className="mx-auto flex max-w-180 flex-col gap-5 p-6"
      role="status"
      aria-busy="true"
      aria-label="Opening the agent"
    >
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-36 rounded-md" />
      <Skeleton className="h-20 rounded-md" />
      <Skeleton className="h-20 rounded-md" />
    </div>
  );
}
