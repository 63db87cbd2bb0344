/** The fold that server and studio share: a deployment is what its events say. */
import type { Deployment, DeploymentEvent, DeploymentState } from './deployment.ts';
import type { DeploymentId } from './ids.ts';

/** States in which nothing is under way. */
const RESTING: readonly DeploymentState[] = ['draft', 'failed', 'closed'];

export function isDeploymentResting(state: DeploymentState): boolean {
  return RESTING.includes(state);
}

/** States in which a bid may be chosen by hand; after a failed lease another one may do. */
export function mayChooseBid({ state, failedStep }: Deployment): boolean {
  return (
    state === 'waiting-for-bids' ||
    state === 'choosing' ||
    (state === 'failed' && (failedStep === 'choosing' || failedStep === 'leasing'))
  );
}

/** Whether it may be taken off the list: nothing of it is left on Akash, as far as anybody can tell. */
export function mayRemoveDeployment({ state, failedStep, error }: Deployment): boolean {
  if (state === 'draft' || state === 'closed') return true;
  return state === 'failed' && failedStep === 'closing' && error?.code === 'AKASH_DEPLOYMENT_UNKNOWN';
}

/** All events of a deployment, in order, as what it is now. Throws when the first is not its creation. */
export function foldDeployment(id: DeploymentId, events: readonly DeploymentEvent[]): Deployment {
  const [first, ...rest] = events;
  if (first?.type !== 'draft-create')
    throw new Error(`The deployment ${id} does not begin with its creation.`);
  const { at, by: _by, type: _type, seq, ...draft } = first;
  const start: Deployment = {
    id,
    ...draft,
    seq,
    state: 'draft',
    createdAt: at,
    updatedAt: at,
    bids: [],
    endpoints: [],
    tokens: [],
  };
  return rest.reduce(applyDeploymentEvent, start);
}

export function applyDeploymentEvent(deployment: Deployment, event: DeploymentEvent): Deployment {
  if (event.seq <= deployment.seq) return deployment;
  return { ...deployment, ...changeOf(deployment, event), seq: event.seq, updatedAt: event.at };
}

function changeOf(deployment: Deployment, event: DeploymentEvent): Partial<Deployment> {
  switch (event.type) {
    case 'draft-create':
      return {};
    case 'draft-edit': {
      const { name, sdl, rule, depositMicroUsd } = event;
      return {
        ...(name === undefined ? {} : { name }),
        ...(sdl === undefined ? {} : { sdl }),
        ...(rule === undefined ? {} : { rule }),
        ...(depositMicroUsd === undefined ? {} : { depositMicroUsd }),
      };
    }
    case 'deploy-request':
      return { state: 'checking-balance' };
    case 'balance-read':
      return { state: 'creating', availableMicroUsd: event.availableMicroUsd };
    case 'create-start':
      return { manifestHash: event.manifestHash };
    case 'create-end':
      return { state: 'waiting-for-bids', dseq: event.dseq, bidsBy: event.bidsBy };
    case 'bids-read':
      return { state: 'choosing', bids: event.bids, chooseBy: event.chooseBy };
    case 'bid-choose':
      return { state: 'leasing', chosen: event.bid, error: undefined, failedStep: undefined };
    case 'lease-end':
      return { state: 'sending-manifest', hostUri: event.hostUri };
    case 'manifest-end':
      return { state: 'waiting-for-endpoint', endpointBy: event.endpointBy };
    case 'endpoint-find':
      return { state: 'live', endpoints: event.endpoints };
    case 'health-change':
      return { health: { isHealthy: event.isHealthy, detail: event.detail, at: event.at } };
    case 'step-fail':
      return { state: 'failed', failedStep: deployment.state, error: event.error, health: undefined };
    case 'retry-request':
      return { state: deployment.failedStep ?? deployment.state, error: undefined, failedStep: undefined };
    case 'token-create': {
      const { id, name, at: createdAt, expiresAt } = event;
      const token = { id, name, createdAt, ...(expiresAt === undefined ? {} : { expiresAt }) };
      return { tokens: [...deployment.tokens, token] };
    }
    case 'close-request':
      return { state: 'closing', error: undefined, failedStep: undefined };
    case 'close-end':
      return {
        state: 'closed',
        health: undefined,
        refundMicroUsd: event.refundMicroUsd,
        spentMicroUsd: event.spentMicroUsd,
      };
  }
}
