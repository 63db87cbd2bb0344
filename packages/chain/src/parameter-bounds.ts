import type { GovernanceParameters } from '@codexos/protocol/governance';
import type { ParameterName } from '@codexos/protocol/governance-action';

export interface ParameterValue {
  /** As it is now. */
  current: bigint;
  /** What the contract accepts, where it says so. */
  minimum?: bigint;
  maximum?: bigint;
}

const DAY = 86_400n;

/** Parameters by name in the unit of the contract, with the bounds that the contracts hold them to. */
export function parameterValues(parameters: GovernanceParameters): Record<ParameterName, ParameterValue> {
  const votingPeriod = seconds(parameters.votingMs);
  return {
    votingDelay: { current: seconds(parameters.discussionMs) },
    votingPeriod: { current: votingPeriod, minimum: 1n },
    expeditedVotingPeriod: {
      current: seconds(parameters.expeditedVotingMs),
      minimum: DAY,
      maximum: votingPeriod,
    },
    proposalThreshold: { current: BigInt(parameters.threshold) },
    quorumPercent: { current: BigInt(parameters.quorumPercent), minimum: 0n, maximum: 100n },
    unbondingPeriod: { current: seconds(parameters.unbondingMs), minimum: 7n * DAY, maximum: 30n * DAY },
  };
}

function seconds(ms: number): bigint {
  return BigInt(Math.round(ms / 1_000));
}
