import type { Proposal } from '@codexos/protocol/governance';
import type { RunStatus } from '@codexos/protocol/run-event';
import type { AgentVoteRecord } from './agent-vote-store.ts';
import type { VotingAgentRecord } from './voting-agent-store.ts';

/** What to do next about one agent and one proposal. */
export type VoteStep =
  | { type: 'rest' }
  /** Decide, for the first time or anew. */
  | { type: 'decide' }
  /** The run of the decision was not started yet. */
  | { type: 'start-run' }
  | { type: 'take-decision' }
  | { type: 'refuse'; note: string }
  | { type: 'cast' }
  /** Find out whether what was signed is on the chain, and send it again if not. */
  | { type: 'confirm' };

export interface VoteSituation {
  /** Absent when the account was taken from the agent. */
  agent: VotingAgentRecord | undefined;
  proposal: Pick<Proposal, 'state' | 'votes'>;
  vote: AgentVoteRecord | undefined;
  /** Number of the newest review that is done. */
  reviewNumber: number | undefined;
  /** Of the run that decides; undefined when it has not been started. */
  runStatus: RunStatus | undefined;
  /** The chain's clock, epoch ms. */
  now: number;
}

/** Pure: the same situation gives the same step. */
export function planVoteStep(situation: VoteSituation): VoteStep {
  const { agent, proposal, vote, reviewNumber, runStatus, now } = situation;
  const isOpen = proposal.state === 'pending' || proposal.state === 'active';
  if (vote && isOnChain(vote, proposal))
    return vote.state === 'cast' ? { type: 'rest' } : { type: 'confirm' };
  switch (vote?.state) {
    case undefined:
    case 'refused':
    case 'failed':
      return mayDecide(situation) ? { type: 'decide' } : { type: 'rest' };
    case 'stopped':
      return { type: 'rest' };
    case 'casting':
      return { type: 'confirm' };
    case 'cast':
      // The chain has replaced the block that the vote was in.
      return proposal.state === 'active' ? { type: 'confirm' } : { type: 'rest' };
    case 'deciding':
    case 'waiting': {
      if (!agent) return { type: 'refuse', note: 'The account was taken from the agent.' };
      if (!isOpen) return { type: 'refuse', note: 'The vote on the proposal has ended.' };
      const isOutdated = agent.revision !== vote?.policyRevision || reviewNumber !== vote.reviewNumber;
      if (isOutdated && reviewNumber !== undefined) return { type: 'decide' };
      if (vote?.state === 'deciding') {
        if (runStatus === undefined) return { type: 'start-run' };
        return isOver(runStatus) ? { type: 'take-decision' } : { type: 'rest' };
      }
      return proposal.state === 'active' && now >= (vote?.dueAt ?? 0) ? { type: 'cast' } : { type: 'rest' };
    }
  }
}

function isOnChain({ transaction }: AgentVoteRecord, { votes }: Pick<Proposal, 'votes'>): boolean {
  return transaction !== undefined && votes.some((cast) => cast.transaction === transaction);
}

function mayDecide({ agent, proposal, vote, reviewNumber }: VoteSituation): boolean {
  if (!agent?.policy.isOn || reviewNumber === undefined) return false;
  if (proposal.state !== 'pending' && proposal.state !== 'active') return false;
  // What was refused or failed is looked at again once the owner has changed the policy or another review is there.
  return vote === undefined || agent.revision !== vote.policyRevision || reviewNumber !== vote.reviewNumber;
}

function isOver(status: RunStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}
