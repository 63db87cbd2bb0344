import type {
  BidRule,
  DeploymentEvent,
  DeploymentState,
  DeploymentTarget,
} from '@codexos/protocol/deployment';
import { formatMicroUsd } from '@/lib/format';

interface StateWords {
  label: string;
  tone: 'default' | 'run' | 'ok' | 'warn' | 'destructive';
}

export const STATE_WORDS: Readonly<Record<DeploymentState, StateWords>> = {
  draft: { label: 'Draft', tone: 'default' },
  'checking-balance': { label: 'Checking the balance', tone: 'run' },
  creating: { label: 'Creating', tone: 'run' },
  'waiting-for-bids': { label: 'Waiting for bids', tone: 'run' },
  choosing: { label: 'Choosing a bid', tone: 'warn' },
  leasing: { label: 'Making the lease', tone: 'run' },
  'sending-manifest': { label: 'Sending the manifest', tone: 'run' },
  'waiting-for-endpoint': { label: 'Waiting for the endpoint', tone: 'run' },
  live: { label: 'Live', tone: 'ok' },
  closing: { label: 'Closing', tone: 'run' },
  closed: { label: 'Closed', tone: 'default' },
  failed: { label: 'Failed', tone: 'destructive' },
};

/** The way to an endpoint, in order; each state stands at one of these. */
export const STEPS: readonly { state: DeploymentState; label: string }[] = [
  { state: 'checking-balance', label: 'Balance' },
  { state: 'creating', label: 'Deployment' },
  { state: 'waiting-for-bids', label: 'Bids' },
  { state: 'choosing', label: 'Choice' },
  { state: 'leasing', label: 'Lease' },
  { state: 'sending-manifest', label: 'Manifest' },
  { state: 'waiting-for-endpoint', label: 'Endpoint' },
  { state: 'live', label: 'Live' },
];

export function describeRule(rule: BidRule): string {
  switch (rule.type) {
    case 'cheapest':
      return 'Cheapest bid';
    case 'cheapest-above-uptime':
      return `Cheapest with an uptime of at least ${formatShare(rule.minUptime)}`;
    case 'by-hand':
      return 'Chosen by hand';
  }
}

export function describeTarget(target: DeploymentTarget): string {
  switch (target.type) {
    case 'app':
      return 'CodexOS';
    case 'flow':
      return `Flow, version ${target.version}`;
    case 'agent':
      return `Agent, version ${target.version}`;
  }
}

export function formatShare(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** What an event says in one line. */
export function describeEvent(event: DeploymentEvent): string {
  switch (event.type) {
    case 'draft-create':
      return 'Drafted';
    case 'draft-edit':
      return 'Draft changed';
    case 'deploy-request':
      return 'Deploy requested';
    case 'balance-read':
      return `The account has ${formatMicroUsd(event.availableMicroUsd)}`;
    case 'create-start':
      return 'Sending the deployment';
    case 'create-end':
      return event.isFoundAgain ? `Deployment ${event.dseq} found again` : `Deployment ${event.dseq} created`;
    case 'bids-read':
      return `${event.bids.length} ${event.bids.length === 1 ? 'bid' : 'bids'} came in`;
    case 'bid-choose':
      return `${event.bid.providerName ?? event.bid.provider} chosen by ${event.chosenBy === 'rule' ? 'the rule' : 'hand'}`;
    case 'lease-end':
      return 'Lease made';
    case 'manifest-end':
      return 'The provider has the manifest';
    case 'endpoint-find':
      return 'The endpoint answers';
    case 'health-change':
      return event.isHealthy ? `Healthy: ${event.detail}` : `Not healthy: ${event.detail}`;
    case 'step-fail':
      return event.error.message;
    case 'retry-request':
      return 'Tried again';
    case 'token-create':
      return `The API token ${event.name} was made`;
    case 'close-request':
      return 'Close requested';
    case 'close-end':
      return event.refundMicroUsd === undefined
        ? 'Closed; nothing had been created'
        : `Closed; ${formatMicroUsd(event.refundMicroUsd)} came back`;
  }
}
