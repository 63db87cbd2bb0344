import type { GovernanceParameters } from '@codexos/protocol/governance';
import type { ChainEvent } from './read-events.ts';

export interface ParameterFold {
  parameters: GovernanceParameters;
  /** Quorum in percent that held at a moment, epoch ms. */
  quorumPercentAt(at: number): bigint;
}

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/** Folds the events by which parameters were set, from the deployment on. */
export function foldParameters(events: readonly ChainEvent[]): ParameterFold {
  const parameters: GovernanceParameters = {
    discussionMs: 0,
    votingMs: 0,
    expeditedVotingMs: 0,
    timelockMs: 0,
    // The contract begins with its minimum and says nothing of it.
    unbondingMs: 7 * DAY,
    threshold: '0',
    quorumPercent: 0,
    guardian: '0x0000000000000000000000000000000000000000',
  };
  const quorums: { at: number; percent: bigint }[] = [];
  for (const { name, args, at } of events) {
    if (name === 'VotingDelaySet') parameters.discussionMs = Number(args['newVotingDelay']) * SECOND;
    if (name === 'VotingPeriodSet') parameters.votingMs = Number(args['newVotingPeriod']) * SECOND;
    if (name === 'ExpeditedVotingPeriodSet') parameters.expeditedVotingMs = Number(args['current']) * SECOND;
    if (name === 'MinDelayChange') parameters.timelockMs = Number(args['newDuration']) * SECOND;
    if (name === 'UnbondingPeriodSet') parameters.unbondingMs = Number(args['current']) * SECOND;
    if (name === 'ProposalThresholdSet') parameters.threshold = String(args['newProposalThreshold']);
    if (name === 'ProposalGuardianSet') parameters.guardian = String(args['newProposalGuardian']);
    if (name === 'QuorumNumeratorUpdated') {
      parameters.quorumPercent = Number(args['newQuorumNumerator']);
      quorums.push({ at, percent: BigInt(String(args['newQuorumNumerator'])) });
    }
  }
  return {
    parameters,
    quorumPercentAt: (at) => quorums.findLast((entry) => entry.at <= at)?.percent ?? 0n,
  };
}
