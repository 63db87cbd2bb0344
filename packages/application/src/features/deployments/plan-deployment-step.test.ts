import type { Deployment } from '@codexos/protocol/deployment';
import { foldDeployment } from '@codexos/protocol/deployment-view';
import type { DeploymentId } from '@codexos/protocol/ids';
import { expect, it } from 'vitest';
import { DEFAULT_TIMINGS } from './deployment-timings.ts';
import { planDeploymentStep } from './plan-deployment-step.ts';

const draft = foldDeployment('01ARZ3NDEKTSV4RRFFQ69G5FAV' as DeploymentId, [
  {
    seq: 1,
    at: 0,
    type: 'draft-create',
    target: { type: 'app' },
    name: 'App',
    sdl: '',
    rule: { type: 'cheapest' },
    depositMicroUsd: 5_000_000,
    isSimulated: true,
    server: 'http://127.0.0.1',
  },
]);

function stepOf(change: Partial<Deployment>, now: number) {
  const deployment: Deployment = { ...draft, state: 'closing', updatedAt: 1_000, ...change };
  return planDeploymentStep(deployment, { now, lookedAt: 0, isCreationFresh: false }, DEFAULT_TIMINGS);
}

it('looks for a creation whose answer was lost only once it would be there', () => {
  const settledAt = 1_000 + DEFAULT_TIMINGS.settleMs;
  expect(stepOf({ manifestHash: 'hash' }, 1_001)).toEqual({ type: 'wait', until: settledAt });
  expect(stepOf({ manifestHash: 'hash' }, settledAt)).toEqual({ type: 'close' });
});

it('closes at once what is known, and what was never created', () => {
  expect(stepOf({ manifestHash: 'hash', dseq: '7' }, 1_001)).toEqual({ type: 'close' });
  expect(stepOf({}, 1_001)).toEqual({ type: 'close' });
});
