'use client';
import { listConversations } from '@codexos/protocol/contracts/conversations.contract';
import { listFlows } from '@codexos/protocol/contracts/flows.contract';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { listRuns } from '@codexos/protocol/contracts/runs.contract';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { TemplateCards } from '@/features/flows/template-cards';
import { useApiQuery } from '@/lib/api/use-api-query';
import { AskBox } from './ask-box';
import { RecentLists } from './recent-lists';

const SOME = { query: { limit: 5 } };

/** The way in: a question about a repository, three flows to start from, and what was worked on last. */
export function HomePage() {
  const bases = useApiQuery(listKnowledgeBases, {});
  const flows = useApiQuery(listFlows, SOME);
  const runs = useApiQuery(listRuns, SOME);
  const conversations = useApiQuery(listConversations, SOME);
  const recent = {
    bases: bases.data?.items ?? [],
    flows: flows.data?.items ?? [],
    runs: runs.data?.items ?? [],
    conversations: conversations.data?.items ?? [],
  };
  const isNew = recent.flows.length === 0 && recent.runs.length === 0 && recent.conversations.length === 0;
  return (
    <div className="mx-auto flex w-full max-w-240 flex-col gap-8 px-6 pt-10 pb-12 max-[599px]:gap-6 max-[599px]:px-4 max-[599px]:pt-5">
      {bases.error && !bases.data ? <ErrorNotice error={bases.error} /> : null}
      {bases.data ? <AskBox bases={recent.bases} /> : bases.error ? null : <AskSkeleton />}
      {isNew || flows.isPending ? null : <RecentLists {...recent} />}
      <TemplateCards title="Start from a flow" limit={3} />
    </div>
  );
}

function AskSkeleton() {
  return (
    <div className="flex flex-col gap-3" role="status" aria-busy="true" aria-label="Opening the home page">
      <Skeleton className="h-6 w-72" />
      <Skeleton className="h-24 rounded-lg" />
      <Skeleton className="h-7 w-96 max-w-full rounded-full" />
    </div>
  );
}
