/** Agents that vote: their accounts and policies, and the loop that brings each vote from a review to the chain. */
import type { AgentId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import type { AgentVote, VoteAccount, VotePolicy, VotingAgent } from '@codexos/protocol/vote-policy';
import { CodexError } from '@codexos/utils/errors';
import type { View } from '../chain-view.ts';
import type { AgentVoteRecord } from './agent-vote-store.ts';
import { castVote, confirmVote } from './cast-vote.ts';
import { decideVote, startDecision, takeDecision } from './decide-vote.ts';
import { planVoteStep, type VoteSituation } from './plan-vote-step.ts';
import type { VoteContext } from './vote-context.ts';
import { isSame, openVoteKey } from './vote-keys.ts';
import type { VotingAgentRecord } from './voting-agent-store.ts';

export type VotingService = ReturnType<typeof createVotingService>;

/** Steps of one vote in one look; a vote that needs more is at a loss. */
const MAX_STEPS = 8;

export function createVotingService(context: VoteContext) {
  const { votingAgents, votes, agents, reviews, chain, runStore, vault, logger } = context;

  const namesOf = async (workspaceId: WorkspaceId): Promise<Map<string, string>> =>
    new Map((await agents.list(workspaceId)).map(({ id, name }) => [id, name]));

  const describeAgent = (record: VotingAgentRecord, names: Map<string, string>): VotingAgent => {
    const { workspaceId: _workspace, networkId: _network, ...agent } = record;
    const agentName = names.get(record.agentId);
    return { ...agent, ...(agentName === undefined ? {} : { agentName }) };
  };

  const describeVote = (vote: AgentVoteRecord, names: Map<string, string>): AgentVote => {
    const { workspaceId: _w, networkId: _n, signed: _s, signedAt: _at, reviewNumber: _r, ...shown } = vote;
    const agentName = names.get(vote.agentId);
    return { ...shown, ...(agentName === undefined ? {} : { agentName }) };
  };

  /** One step of one vote. False when there is nothing to do now. */
  const advance = async (
    view: View,
    { agent, vote, proposalId }: Pick<VoteSituation, 'agent' | 'vote'> & { proposalId: string },
  ): Promise<boolean> => {
    const proposal = view.fold.proposals.find(({ id }) => id === proposalId);
    const place = agent ?? vote;
    if (!proposal || !place) return false;
    const { workspaceId, networkId } = place;
    const review = await reviews.latest({ workspaceId, networkId, proposalId });
    const runStatus = await statusOf(vote);
    const step = planVoteStep({
      agent,
      proposal,
      vote,
      reviewNumber: review?.number,
      runStatus,
      now: view.now,
    });
    if (step.type === 'rest') return false;
    if (step.type === 'decide') {
      if (agent && review) await decideVote(context, { view, agent, proposal, review }, vote);
      return true;
    }
    if (!vote) return false;
    if (step.type === 'refuse') await votes.move(vote, { ...vote, state: 'refused', note: step.note });
    else if (step.type === 'confirm') await confirmVote(context, vote);
    else if (step.type === 'cast') await castVote(context, vote);
    else if (agent && review && step.type === 'start-run')
      await startDecision(context, { agent, review }, vote);
    else if (agent && step.type === 'take-decision') await takeDecision(context, { view, agent }, vote);
    return true;
  };

  const statusOf = async (vote: AgentVoteRecord | undefined) => {
    if (vote?.state !== 'deciding' || vote.runId === undefined) return undefined;
    const key = { workspaceId: vote.workspaceId, runId: vote.runId };
    return (await runStore.has(key)) ? (await runStore.summary(key)).status : undefined;
  };

  /** Brings one vote as far as it goes now. Resolves to the chain as it is after that. */
  const drive = async (
    view: View,
    place: Pick<VotingAgentRecord, 'workspaceId' | 'networkId' | 'agentId'>,
    proposalId: string,
  ): Promise<View> => {
    let current = view;
    for (let count = 0; count < MAX_STEPS; count++) {
      const agent = await votingAgents.find(place);
      const vote = await votes.find({ ...place, proposalId });
      if (!(await advance(current, { agent, vote, proposalId }))) return current;
      current = await chain.read();
      const after = await votes.find({ ...place, proposalId });
      // A step that changed nothing waits for something outside.
      if (after?.updatedAt === vote?.updatedAt) return current;
    }
    logger.warn({ proposalId, agentId: place.agentId }, 'A vote of an agent does not come to rest');
    return current;
  };

  return {
    async listAgents(workspaceId: WorkspaceId): Promise<VotingAgent[]> {
      const { networkId } = await chain.opened();
      const names = await namesOf(workspaceId);
      return (await votingAgents.list(networkId, workspaceId)).map((record) => describeAgent(record, names));
    },

    /**
     * Gives an agent an account and a policy. Throws AGENT_NOT_FOUND, NOT_PUBLISHED, REQUEST_INVALID for a key that
     * no agent may have, SECRET_MISSING, SECRET_NOT_GRANTED and CONFLICT.
     */
    async setAgent(
      { workspaceId, agentId }: { workspaceId: WorkspaceId; agentId: AgentId },
      { account, policy, by }: { account: VoteAccount; policy: VotePolicy; by: UserId },
    ): Promise<VotingAgent> {
      await agents.configOf({ workspaceId, agentId }, 'latest');
      const view = await chain.read();
      const { address } = await openVoteKey(view, vault, { workspaceId, account, agentId });
      if (isSame(address, view.fold.parameters.guardian)) throw isGuardian();
      const place = { workspaceId, networkId: view.networkId, agentId };
      const record = await votingAgents.put({ ...place, account, address, policy, setBy: by });
      return describeAgent(record, await namesOf(workspaceId));
    },

    /** Throws NOT_FOUND for an agent that has no account. */
    async removeAgent({
      workspaceId,
      agentId,
    }: {
      workspaceId: WorkspaceId;
      agentId: AgentId;
    }): Promise<void> {
      const { networkId } = await chain.opened();
      if (!(await votingAgents.remove({ workspaceId, networkId, agentId }))) throw hasNoAccount(agentId);
    },

    async listVotes(workspaceId: WorkspaceId, proposalId: string | undefined): Promise<AgentVote[]> {
      const { networkId } = await chain.opened();
      const names = await namesOf(workspaceId);
      const found = await votes.list(workspaceId, networkId, { proposalId });
      return found.map((vote) => describeVote(vote, names));
    },

    /** Steps in before a vote is signed. Throws AGENT_VOTE_NOT_FOUND and CONFLICT when it is too late. */
    async stopVote(workspaceId: WorkspaceId, id: string): Promise<AgentVote> {
      const vote = await votes.get(workspaceId, id);
      if (!vote) throw voteNotFound(id);
      const isInTime = vote.state === 'deciding' || vote.state === 'waiting';
      const stopped = isInTime && (await votes.move(vote, { ...vote, state: 'stopped', note: STOPPED }));
      if (!stopped) throw tooLate(vote);
      return describeVote(stopped, await namesOf(workspaceId));
    },

    /** Brings every vote as far as it goes now. One that fails keeps none of the others from going on. */
    async reconcile(view: View): Promise<void> {
      const { fold, networkId } = view;
      let current = view;
      const attempt = async (place: Parameters<typeof drive>[1], proposalId: string): Promise<void> => {
        try {
          current = await drive(current, place, proposalId);
        } catch (error) {
          logger.warn(
            { err: error, proposalId, agentId: place.agentId },
            'A vote of an agent could not go on',
          );
        }
      };
      // Also of agents whose account was taken away, and of proposals that have ended since.
      for (const vote of await votes.listUnsettled(networkId)) await attempt(vote, vote.proposalId);
      const open = fold.proposals.filter(({ state }) => state === 'pending' || state === 'active');
      for (const agent of await votingAgents.list(networkId))
        for (const { id } of open) await attempt(agent, id);
    },
  };
}

const STOPPED = 'Somebody stepped in.';

function isGuardian(): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: 'That is the guardian’s account, which can stop what everybody else decided.',
    hint: 'Give the agent an account of its own.',
  });
}

function hasNoAccount(agentId: string): CodexError {
  return new CodexError({
    code: 'NOT_FOUND',
    message: `The agent ${agentId} has no account that it votes with.`,
    hint: 'See the agents that vote on the governance page.',
  });
}

function voteNotFound(id: string): CodexError {
  return new CodexError({
    code: 'AGENT_VOTE_NOT_FOUND',
    message: `There is no vote ${id} of an agent in this workspace.`,
    hint: 'See the agents that vote on the governance page.',
  });
}

function tooLate({ state }: AgentVoteRecord): CodexError {
  return new CodexError({
    code: 'CONFLICT',
    message: `The vote is ${state}, so there is nothing to stop any more.`,
    hint: 'A vote that is on the chain stays there. Turn the policy off to keep the agent from the next.',
  });
}
