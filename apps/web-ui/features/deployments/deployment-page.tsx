'use client';
import type { Deployment, DeploymentEvent } from '@codexos/protocol/deployment';
import { mayRemoveDeployment } from '@codexos/protocol/deployment-view';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { formatMicroUsd } from '@/lib/format';
import { BidsTable } from './bids-table';
import { CallTokens } from './call-tokens';
import { CloseButton, FailureNotice, RemoveButton } from './deployment-actions';
import { DraftSection } from './draft-section';
import { EndpointSection } from './endpoint-section';
import { HistorySection } from './history-section';
import { AkashNotices } from './key-notice';
import { LogsSection } from './logs-section';
import { StateBadge } from './state-badge';
import { describeTarget } from './state-words';
import { StepsBar } from './steps-bar';
import { useDeployment } from './use-deployment';

/** One deployment, live: from its SDL over bids and lease to its endpoint, and back to the refund. */
export function DeploymentPage({ deploymentId }: { deploymentId: string }) {
  const { deployment, events, error } = useDeployment(deploymentId);
  return (
    <PageFrame
      breadcrumb={[
        { label: 'Deployments', href: '/deployments' },
        { label: deployment?.name ?? 'Deployment' },
      ]}
    >
      {error && !deployment ? <ErrorNotice error={error} className="m-6" /> : null}
      {deployment ? <Body deployment={deployment} events={events} /> : null}
      {deployment || error ? null : <Skeleton className="m-6 h-60 rounded-md" />}
    </PageFrame>
  );
}

function Body({ deployment, events }: { deployment: Deployment; events: readonly DeploymentEvent[] }) {
  const { id, state, endpoints, hostUri, sdl, target } = deployment;
  const isDraft = state === 'draft';
  const isOpen = !isDraft && state !== 'closed' && state !== 'closing';
  return (
    <div className="mx-auto flex w-full max-w-240 flex-col gap-8 p-6 max-[599px]:p-4">
      <div className="flex flex-col gap-4">
        <Header deployment={deployment} />
        <AkashNotices />
        {isDraft ? null : <StepsBar deployment={deployment} />}
        <FailureNotice deployment={deployment} />
      </div>
      {isDraft ? <DraftSection deployment={deployment} /> : null}
      {isOpen && endpoints.length > 0 ? <EndpointSection deployment={deployment} /> : null}
      {isOpen && endpoints.length > 0 && target.type !== 'app' ? (
        <CallTokens deployment={deployment} />
      ) : null}
      {isOpen && deployment.dseq !== undefined ? <BidsTable deployment={deployment} /> : null}
      {isOpen && hostUri !== undefined ? <LogsSection deploymentId={id} /> : null}
      {isDraft ? null : (
        <>
          <HistorySection events={events} />
          <details className="rounded-md border bg-card">
            <summary className="cursor-pointer px-4 py-2.5 text-sm font-medium">SDL as it was sent</summary>
            <pre className="overflow-x-auto border-t p-4 font-mono text-xs leading-5" tabIndex={0}>
              {sdl}
            </pre>
          </details>
        </>
      )}
    </div>
  );
}

function Header({ deployment }: { deployment: Deployment }) {
  const { name, state, isSimulated, chosen, dseq, depositMicroUsd, spentMicroUsd, refundMicroUsd } =
    deployment;
  const mayClose = !['draft', 'closed', 'closing', 'failed'].includes(state);
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="text-lg font-semibold break-words">{name}</h1>
        <StateBadge deployment={deployment} />
        {isSimulated ? <Badge variant="warn">simulated</Badge> : null}
        <span className="ml-auto flex gap-2">
          {mayClose ? <CloseButton deployment={deployment} /> : null}
          {state !== 'draft' && mayRemoveDeployment(deployment) ? (
            <RemoveButton deployment={deployment} />
          ) : null}
        </span>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
        <Fact term="What">
          <TargetLink deployment={deployment} />
        </Fact>
        {dseq === undefined ? null : (
          <Fact term="Deployment">
            <span className="font-mono text-xs">{dseq}</span>
          </Fact>
        )}
        {chosen ? (
          <Fact term="Provider">
            {chosen.providerName ?? chosen.provider}, {formatMicroUsd(chosen.monthlyMicroUsd)} a month
          </Fact>
        ) : null}
        <Fact term="Deposit">
          {formatMicroUsd(depositMicroUsd)}
          {refundMicroUsd === undefined || spentMicroUsd === undefined
            ? ''
            : `: ${formatMicroUsd(spentMicroUsd)} spent, ${formatMicroUsd(refundMicroUsd)} came back`}
        </Fact>
      </dl>
    </header>
  );
}

function TargetLink({ deployment: { target } }: { deployment: Deployment }) {
  const href =
    target.type === 'flow'
      ? `/flows/${target.flowId}`
      : target.type === 'agent'
        ? `/agents/${target.agentId}`
        : undefined;
  const words = describeTarget(target);
  return href === undefined ? (
    words
  ) : (
    <Link href={href} className="text-primary-text underline-offset-4 hover:underline">
      {words}
    </Link>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
