'use client';
import { getAgentCases } from '@codexos/protocol/contracts/agent-evaluations.contract';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiQuery } from '@/lib/api/use-api-query';
import { CasesEditor } from './cases-editor';
import { TrialSection } from './trial-section';

/** Questions with expectations, and how the versions of the agent did with them. */
export function AgentEvaluation({ agentId }: { agentId: string }) {
  // What is edited here is the truth while the tab is open, so it is read once.
  const { data, error } = useApiQuery(
    getAgentCases,
    { params: { agentId } },
    { staleTime: Infinity, gcTime: 0 },
  );
  if (error && !data) return <ErrorNotice error={error} className="m-6" />;
  if (!data) return <Skeleton className="m-6 h-32 rounded-md" aria-busy="true" />;
  return (
    <div className="mx-auto flex max-w-180 flex-col gap-8 p-6 max-[599px]:p-4">
      <TrialSection agentId={agentId} />
      <CasesEditor agentId={agentId} first={data.cases} />
    </div>
  );
}
