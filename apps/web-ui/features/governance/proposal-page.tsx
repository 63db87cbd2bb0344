'use client';
import { getGovernance, getProposal, type Governance } from '@codexos/protocol/contracts/governance.contract';
import type { Proposal } from '@codexos/protocol/governance';
import { Badge } from '@/components/ui/badge';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Markdown } from '@/components/markdown';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { AccountMenu } from './account-menu';
import { chainTime } from './chain-time';
import { ClockMenu } from './clock-menu';
import { PauseBanner } from './pause-banner';
import { predict } from './predict';
import { ProposalActions } from './proposal-actions';
import { ProposalBadge } from './proposal-badge';
import { ProposalTimeline } from './proposal-timeline';
import { ReviewSection } from './review-section';
import { shortAddress } from './short-address';
import { Tally } from './tally';
import { formatUnits } from './units';
import { useActingAccount } from './use-acting-account';
import { VoteList } from './vote-list';

/** One proposal: what it does, how the vote stands, and what can be done with it now. */
export function ProposalPage({ proposalId }: { proposalId: string }) {
  const { data: governance } = useApiQuery(getGovernance, {}, { refetchInterval: 15_000 });
  const { data, error } = useApiQuery(getProposal, { params: { proposalId } }, { refetchInterval: 15_000 });
  const account = useActingAccount(governance?.stakeholders ?? []);
  const isReady = data !== undefined && governance !== undefined;
  return (
    <PageFrame
      breadcrumb={[{ label: 'Governance', href: '/governance' }, { label: data?.title ?? 'Proposal' }]}
      actions={
        governance ? (
          <>
            {governance.network.kind === 'local' ? <ClockMenu now={governance.network.now} /> : null}
            <AccountMenu stakeholders={governance.stakeholders} account={account} />
          </>
        ) : null
      }
    >
      {error && !data ? <ErrorNotice error={error} className="m-6" /> : null}
      {governance ? <PauseBanner governance={governance} /> : null}
      {isReady ? (
        <div className="mx-auto grid w-full max-w-280 gap-8 p-6 max-[599px]:p-4 min-[1000px]:grid-cols-[1fr_20rem]">
          <Content proposal={data} governance={governance} />
          <aside className="flex flex-col gap-6" aria-label="Vote">
            <section className="flex flex-col gap-4 rounded-md border bg-card p-5">
              <p className="text-sm" aria-live="polite">
                {predict(data, governance.parameters.timelockMs)}
              </p>
              <Tally {...data} />
              <ProposalActions proposal={data} governance={governance} account={account} />
            </section>
            <ProposalTimeline proposal={data} now={governance.network.now} />
          </aside>
        </div>
      ) : error ? null : (
        <Skeleton className="m-6 h-60 rounded-md" />
      )}
    </PageFrame>
  );
}

function Content({ proposal, governance }: { proposal: Proposal; governance: Governance }) {
  const { stakeholders, network } = governance;
  const text = proposal.description.replace(/^#+[^\n]*\n*/, '');
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <header className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <ProposalBadge state={proposal.state} />
          <Badge variant="outline">{proposal.category}</Badge>
          {proposal.track === 'expedited' ? <Badge variant="outline">expedited</Badge> : null}
        </div>
        <h1 className="text-xl font-semibold break-words">{proposal.title}</h1>
        <p className="text-sm text-muted-foreground">
          by <span title={proposal.proposer}>{shortAddress(proposal.proposer, stakeholders)}</span>, made{' '}
          {chainTime(proposal.proposedAt, network.now)}
        </p>
      </header>
      {text.trim() === '' ? null : <Markdown text={text} className="max-w-[72ch]" />}
      <section aria-labelledby="calls" className="flex flex-col gap-3">
        <h2 id="calls" className="text-base font-medium">
          What it does
        </h2>
        <ol className="divide-y overflow-hidden rounded-md border bg-card">
          {proposal.calls.map(({ summary, data, value }, index) => (
            <li key={`${index}-${data}`} className="px-4 py-3 text-sm">
              <span className="font-mono text-xs break-all">{summary}</span>
              {value === '0' ? null : (
                <span className="text-muted-foreground"> with {formatUnits(value)} ETH</span>
              )}
            </li>
          ))}
        </ol>
      </section>
      <ReviewSection proposalId={proposal.id} />
      <VoteList proposal={proposal} governance={governance} />
    </div>
  );
}
