'use client';
import {
  listProposalReviews,
  startProposalReview,
} from '@codexos/protocol/contracts/governance-agents.contract';
import type { ProposalReview } from '@codexos/protocol/proposal-review';
import Link from 'next/link';
import { Markdown } from '@/components/markdown';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusLabel } from '@/components/ui/status-dot';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useSession } from '@/lib/session/use-session';
import { FindingList } from './finding-list';
import { VERDICTS } from './review-words';

const RUNNING_MS = 1_000;
const RESTING_MS = 10_000;

/** What the compliance agent says of a proposal, and the run that it said it in. */
export function ReviewSection({ proposalId }: { proposalId: string }) {
  const { data, error } = useApiQuery(
    listProposalReviews,
    { query: { proposalId } },
    {
      refetchInterval: ({ state }) => (state.data?.items[0]?.state === 'running' ? RUNNING_MS : RESTING_MS),
    },
  );
  const start = useApiMutation(startProposalReview);
  const role = useSession()?.role;
  const [newest, ...earlier] = data?.items ?? [];
  const mayReview = role === 'admin' || role === 'creator';
  return (
    <section aria-labelledby="review" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="flex items-center gap-2 text-base font-medium">
          <span id="review">Compliance review</span>
          {newest?.result ? <VerdictBadge verdict={newest.result.verdict} /> : null}
        </h2>
        {mayReview && data ? (
          <Button
            size="sm"
            disabled={start.isPending || newest?.state === 'running'}
            onClick={() => start.mutate({ body: { proposalId } })}
          >
            {newest ? 'Review again' : 'Review it'}
          </Button>
        ) : null}
      </div>
      <p className="text-sm text-muted-foreground">
        An opinion for those who vote. It changes nothing on the chain.
      </p>
      {start.error ? <ErrorNotice error={start.error} /> : null}
      {error && !data ? <ErrorNotice error={error} /> : null}
      {data || error ? null : <Skeleton className="h-32 rounded-md" />}
      {data && !newest ? (
        <p className="rounded-md border border-dashed p-4 text-sm text-muted-foreground">
          It has not been reviewed in this workspace.
        </p>
      ) : null}
      {newest ? <Review review={newest} /> : null}
      {earlier.length > 0 ? <EarlierReviews reviews={earlier} /> : null}
    </section>
  );
}

function Review({ review }: { review: ProposalReview }) {
  const { state, result, error, runId, createdAt, model, trigger } = review;
  return (
    <div className="flex flex-col gap-4 rounded-md border bg-card p-5" aria-live="polite">
      {state === 'running' ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <StatusLabel status="running" />
          <RunLink runId={runId}>Watch the run</RunLink>
        </div>
      ) : null}
      {state === 'failed' ? (
        <ErrorNotice
          error={error}
          title="The review failed"
          action={<RunLink runId={runId}>Look at the run</RunLink>}
        />
      ) : null}
      {result ? (
        <>
          <FindingList findings={result.findings} />
          <details className="group">
            <summary className="cursor-pointer text-sm font-medium">The whole review</summary>
            <Markdown text={result.text} className="mt-3 max-w-[72ch] text-sm" />
          </details>
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-t pt-3 text-xs text-muted-foreground">
            <span>
              {model === undefined
                ? 'Made by fixed rules; no language model took part.'
                : `Written by ${model} on facts from the chain.`}{' '}
              {result.isStricter ? 'The model is stricter than the rules. ' : ''}
              {trigger === 'automatic' ? 'Reviewed by itself' : 'Reviewed on request'}{' '}
              <RelativeTime at={createdAt} />.
            </span>
            <RunLink runId={runId}>Replay the run</RunLink>
          </div>
        </>
      ) : null}
    </div>
  );
}

function EarlierReviews({ reviews }: { reviews: readonly ProposalReview[] }) {
  return (
    <details>
      <summary className="cursor-pointer text-sm text-muted-foreground">
        {reviews.length === 1 ? 'One earlier review' : `${reviews.length} earlier reviews`}
      </summary>
      <ul className="mt-2 divide-y overflow-hidden rounded-md border bg-card" aria-label="Earlier reviews">
        {reviews.map(({ number, result, state, runId, createdAt }) => (
          <li key={number} className="flex items-center justify-between gap-3 px-4 py-2 text-sm">
            <span className="flex items-center gap-2">
              {result ? <VerdictBadge verdict={result.verdict} /> : <Badge>{state}</Badge>}
              <RelativeTime at={createdAt} className="text-muted-foreground" />
            </span>
            <RunLink runId={runId}>Replay</RunLink>
          </li>
        ))}
      </ul>
    </details>
  );
}

function VerdictBadge({ verdict }: { verdict: keyof typeof VERDICTS }) {
  const { label, variant } = VERDICTS[verdict];
  return <Badge variant={variant}>{label}</Badge>;
}

function RunLink({ runId, children }: { runId: string | undefined; children: string }) {
  if (runId === undefined) return null;
  return (
    <Link href={`/runs/${runId}`} className="text-sm font-medium text-primary-text hover:underline">
      {children}
    </Link>
  );
}
