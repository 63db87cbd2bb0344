'use client';
import { getGovernance, type Governance } from '@codexos/protocol/contracts/governance.contract';
import { PlusIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useQueryTab } from '@/lib/use-query-tab';
import { AccountMenu } from './account-menu';
import { chainTime } from './chain-time';
import { ClockMenu } from './clock-menu';
import { PauseBanner } from './pause-banner';
import { ProposalBadge } from './proposal-badge';
import { shortAddress } from './short-address';
import { StakeTab } from './stake-tab';
import { TreasuryTab } from './treasury-tab';
import { formatUnits, shareOf } from './units';
import { useActingAccount } from './use-acting-account';

const AgentsTab = dynamic(() => import('./agents-tab').then((module) => module.AgentsTab));
const ParametersTab = dynamic(() => import('./parameters-tab').then((module) => module.ParametersTab));

const TABS = ['proposals', 'stake', 'treasury', 'agents', 'parameters'] as const;

/** Proposals, stakes, the treasury and the rules, as the chain has them. */
export function GovernancePage() {
  const { data, error } = useApiQuery(getGovernance, {}, { refetchInterval: 15_000 });
  const account = useActingAccount(data?.stakeholders ?? []);
  const [tab, setTab] = useQueryTab(TABS, 'proposals');
  return (
    <PageFrame
      breadcrumb={[{ label: 'Governance' }]}
      status={
        data ? (
          <Badge variant="outline" className="max-[599px]:hidden">
            {data.network.kind === 'local' ? 'local chain' : `chain ${data.network.chainId}`}
          </Badge>
        ) : null
      }
      actions={
        data ? (
          <>
            {data.network.kind === 'local' ? <ClockMenu now={data.network.now} /> : null}
            <AccountMenu stakeholders={data.stakeholders} account={account} />
          </>
        ) : null
      }
      primary={
        <Button variant="primary" asChild>
          <Link href="/governance/new">
            <PlusIcon aria-hidden />
            <span className="max-[599px]:sr-only">New proposal</span>
          </Link>
        </Button>
      }
    >
      {error && !data ? <ErrorNotice error={error} className="m-6" /> : null}
      {data ? <PauseBanner governance={data} /> : null}
      {data ? (
        <Tabs value={tab} onValueChange={setTab} className="mx-auto w-full max-w-240 p-6 max-[599px]:p-4">
          <TabsList className="px-0">
            <TabsTrigger value="proposals">Proposals</TabsTrigger>
            <TabsTrigger value="stake">Stake</TabsTrigger>
            <TabsTrigger value="treasury">Treasury</TabsTrigger>
            <TabsTrigger value="agents">Agents</TabsTrigger>
            <TabsTrigger value="parameters">Parameters</TabsTrigger>
          </TabsList>
          <TabsContent value="proposals" className="pt-5">
            <Proposals governance={data} />
          </TabsContent>
          <TabsContent value="stake" className="pt-5">
            <StakeTab governance={data} account={account} />
          </TabsContent>
          <TabsContent value="treasury" className="pt-5">
            <TreasuryTab governance={data} account={account} />
          </TabsContent>
          <TabsContent value="agents" className="pt-5">
            <AgentsTab governance={data} />
          </TabsContent>
          <TabsContent value="parameters" className="pt-5">
            <ParametersTab governance={data} />
          </TabsContent>
        </Tabs>
      ) : null}
      {data || error ? null : <Skeleton className="m-6 h-60 rounded-md" />}
    </PageFrame>
  );
}

function Proposals({
  governance: { proposals, stakeholders, network, parameters },
}: {
  governance: Governance;
}) {
  if (proposals.length === 0) {
    return (
      <EmptyState
        icon="landmark"
        title="No proposals yet"
        action={
          <Button variant="primary" asChild>
            <Link href="/governance/new">Make a proposal</Link>
          </Button>
        }
      >
        A proposal is discussed for 48 hours, voted on with staked tokens, and carried out after 48 hours in
        the timelock. Making one needs {formatUnits(parameters.threshold)} CDX of stake.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="Proposals">
      {proposals.map((proposal) => (
        <li key={proposal.id}>
          <Link
            href={`/governance/proposals/${proposal.id}`}
            className="flex items-center gap-4 px-4 py-3 transition-colors duration-120 hover:bg-accent"
          >
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-2">
                <span className="truncate text-sm font-medium">{proposal.title}</span>
                {proposal.track === 'expedited' ? <Badge variant="outline">expedited</Badge> : null}
              </span>
              <span className="block truncate text-xs text-muted-foreground">
                {proposal.category} · by {shortAddress(proposal.proposer, stakeholders)} ·{' '}
                {deadline(proposal, network.now)}
              </span>
            </span>
            <span className="w-24 text-right text-xs text-muted-foreground tabular max-[599px]:hidden">
              {shareOf(proposal.tally.for, proposal.totalStake)}% for
            </span>
            <ProposalBadge state={proposal.state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function deadline(proposal: Governance['proposals'][number], now: number): string {
  if (proposal.state === 'pending') return `vote opens ${chainTime(proposal.opensAt, now)}`;
  if (proposal.state === 'active') return `vote closes ${chainTime(proposal.closesAt, now)}`;
  if (proposal.state === 'queued') return `can be executed ${chainTime(proposal.executableAt ?? now, now)}`;
  return `made ${chainTime(proposal.proposedAt, now)}`;
}
