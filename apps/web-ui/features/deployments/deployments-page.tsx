'use client';
import { listDeployments } from '@codexos/protocol/contracts/deployments.contract';
import type { Deployment } from '@codexos/protocol/deployment';
import { PlusIcon, RocketIcon } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatMicroUsd } from '@/lib/format';
import { AkashNotices } from './key-notice';
import { StateBadge } from './state-badge';
import { describeTarget } from './state-words';

/** Everything that was drafted or sent to Akash, newest first. */
export function DeploymentsPage() {
  // The list is read again while something is under way; the page of a deployment follows it live.
  const { data, error } = useApiQuery(listDeployments, {}, { refetchInterval: 5_000 });
  return (
    <PageFrame
      breadcrumb={[{ label: 'Deployments' }]}
      primary={
        <Button asChild variant="primary">
          <Link href="/deployments/new">
            <PlusIcon aria-hidden />
            <span className="max-[599px]:sr-only">New deployment</span>
          </Link>
        </Button>
      }
    >
      <div className="mx-auto flex w-full max-w-240 flex-col gap-4 p-6 max-[599px]:p-4">
        <AkashNotices />
        {error && !data ? <ErrorNotice error={error} /> : null}
        {data?.items.length === 0 ? (
          <EmptyState
            icon="rocket"
            title="Nothing is deployed"
            action={
              <Button asChild variant="primary">
                <Link href="/deployments/new">
                  <PlusIcon aria-hidden /> Deploy something
                </Link>
              </Button>
            }
          >
            Put a published flow, an agent or CodexOS itself on Akash: see the price beside other clouds,
            choose a provider, and get an endpoint.
          </EmptyState>
        ) : null}
        {data && data.items.length > 0 ? (
          <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="Deployments">
            {data.items.map((deployment) => (
              <DeploymentRow key={deployment.id} deployment={deployment} />
            ))}
          </ul>
        ) : null}
        {data || error ? null : <Skeleton className="h-40 rounded-md" />}
      </div>
    </PageFrame>
  );
}

function DeploymentRow({ deployment }: { deployment: Deployment }) {
  const { id, name, target, chosen, isSimulated, updatedAt } = deployment;
  const facts = [
    ...(isSimulated ? ['Simulated'] : []),
    describeTarget(target),
    ...(chosen ? [chosen.providerName ?? chosen.provider] : []),
    ...(chosen ? [`${formatMicroUsd(chosen.monthlyMicroUsd)} a month`] : []),
  ];
  return (
    <li>
      <Link
        href={`/deployments/${id}`}
        className="flex items-center gap-3.5 px-4 py-3 transition-colors duration-120 hover:bg-accent"
      >
        <RocketIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{name}</span>
          <span className="block truncate text-xs text-muted-foreground">{facts.join(' · ')}</span>
        </span>
        <StateBadge deployment={deployment} />
        <span className="w-24 shrink-0 text-right text-xs text-muted-foreground tabular max-[599px]:hidden">
          <RelativeTime at={updatedAt} />
        </span>
      </Link>
    </li>
  );
}
