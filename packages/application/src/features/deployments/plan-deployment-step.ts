import type { Deployment } from '@codexos/protocol/deployment';
import type { DeploymentTimings } from './deployment-timings.ts';

/** What to do next with a deployment. */
export type DeploymentStep =
  | { type: 'rest' }
  /** Nothing until then, unless somebody intervenes. */
  | { type: 'wait'; until: number }
  | { type: 'read-balance' }
  | { type: 'note-creation' }
  /** `isFirst` when no earlier try can have left a deployment behind. */
  | { type: 'create'; isFirst: boolean }
  | { type: 'read-bids' }
  | { type: 'choose-by-rule' }
  | { type: 'fail'; reason: 'no-bids' | 'bids-expired' | 'endpoint-silent' }
  | { type: 'lease' }
  | { type: 'check-manifest' }
  | { type: 'find-endpoint' }
  | { type: 'check-health' }
  | { type: 'close' };

export interface StepClock {
  now: number;
  /** When this process last looked; 0 when it has not. */
  lookedAt: number;
  /** True when this very process noted the creation and has not called yet. */
  isCreationFresh: boolean;
}

/** Pure: the same deployment and the same clock give the same step. */
export function planDeploymentStep(
  deployment: Deployment,
  { now, lookedAt, isCreationFresh }: StepClock,
  timings: DeploymentTimings,
): DeploymentStep {
  const every = (ms: number, step: DeploymentStep): DeploymentStep =>
    now >= lookedAt + ms ? step : { type: 'wait', until: lookedAt + ms };
  switch (deployment.state) {
    case 'draft':
    case 'failed':
    case 'closed':
      return { type: 'rest' };
    case 'checking-balance':
      return { type: 'read-balance' };
    case 'creating': {
      if (deployment.manifestHash === undefined) return { type: 'note-creation' };
      if (isCreationFresh) return { type: 'create', isFirst: true };
      const settledAt = deployment.updatedAt + timings.settleMs;
      return now >= settledAt ? { type: 'create', isFirst: false } : { type: 'wait', until: settledAt };
    }
    case 'waiting-for-bids':
      return now >= (deployment.bidsBy ?? 0)
        ? { type: 'fail', reason: 'no-bids' }
        : every(timings.pollMs, { type: 'read-bids' });
    case 'choosing': {
      const chooseBy = deployment.chooseBy ?? 0;
      if (now >= chooseBy)
        return deployment.rule.type === 'by-hand'
          ? { type: 'fail', reason: 'bids-expired' }
          : { type: 'choose-by-rule' };
      const next = every(timings.pollMs, { type: 'read-bids' });
      return next.type === 'wait' ? { ...next, until: Math.min(next.until, chooseBy) } : next;
    }
    case 'leasing':
      return { type: 'lease' };
    case 'sending-manifest':
      return every(timings.pollMs, { type: 'check-manifest' });
    case 'waiting-for-endpoint':
      return now >= (deployment.endpointBy ?? 0)
        ? { type: 'fail', reason: 'endpoint-silent' }
        : every(timings.pollMs, { type: 'find-endpoint' });
    case 'live':
      return every(timings.healthMs, { type: 'check-health' });
    case 'closing': {
      // A creation whose answer was lost may show up a moment later: only then is there nothing to close.
      const isUncertain = deployment.dseq === undefined && deployment.manifestHash !== undefined;
      const settledAt = deployment.updatedAt + timings.settleMs;
      return isUncertain && now < settledAt ? { type: 'wait', until: settledAt } : { type: 'close' };
    }
  }
}
