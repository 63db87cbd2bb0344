/** Agents in governance: reviews of proposals, and votes within a policy. */
import { z } from 'zod';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { proposalIdSchema } from '../governance-action.ts';
import { agentIdSchema } from '../ids.ts';
import { proposalReviewSchema } from '../proposal-review.ts';
import { agentVoteSchema, voteAccountSchema, votePolicySchema, votingAgentSchema } from '../vote-policy.ts';

const base = { tag: 'governance' } as const;

export const governanceSettingsSchema = z.strictObject({
  /** Whether each new proposal is reviewed by itself. */
  reviewsNewProposals: z.boolean(),
});
export type GovernanceSettings = z.infer<typeof governanceSettingsSchema>;

export const getGovernanceSettings = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/governance/settings',
  name: 'getGovernanceSettings',
  summary: 'What agents do in governance by themselves',
  permission: 'governance:read',
  response: governanceSettingsSchema,
});

export const updateGovernanceSettings = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/governance/settings',
  name: 'updateGovernanceSettings',
  summary: 'Turn automatic reviews of new proposals on or off',
  permission: 'governance:admin',
  body: governanceSettingsSchema,
  response: governanceSettingsSchema,
});

export const listProposalReviews = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/governance/reviews',
  name: 'listProposalReviews',
  summary: 'Reviews of a proposal in this workspace, the newest first',
  permission: 'governance:read',
  query: z.object({ proposalId: proposalIdSchema }),
  response: listOf(proposalReviewSchema),
});

export const startProposalReview = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/governance/reviews',
  name: 'startProposalReview',
  summary: 'Review a proposal, once more if it was reviewed before',
  permission: 'governance:write',
  status: 202,
  body: z.strictObject({ proposalId: proposalIdSchema }),
  response: proposalReviewSchema,
});

export const listVotingAgents = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/governance/voting-agents',
  name: 'listVotingAgents',
  summary: 'Agents that vote on this network, with their policies',
  permission: 'governance:read',
  response: listOf(votingAgentSchema),
});

export const setVotingAgent = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/governance/voting-agents/:agentId',
  name: 'setVotingAgent',
  summary: 'Let an agent vote with an account within a policy, or change the policy',
  permission: 'governance:admin',
  params: z.object({ agentId: agentIdSchema }),
  body: z.strictObject({ account: voteAccountSchema, policy: votePolicySchema }),
  response: votingAgentSchema,
});

export const removeVotingAgent = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/governance/voting-agents/:agentId',
  name: 'removeVotingAgent',
  summary: 'Take the account from an agent; votes that are not signed yet are stopped',
  permission: 'governance:admin',
  params: z.object({ agentId: agentIdSchema }),
  response: emptySchema,
});

export const listAgentVotes = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/governance/agent-votes',
  name: 'listAgentVotes',
  summary: 'Votes of agents with what came of them, the newest first',
  permission: 'governance:read',
  query: z.object({ proposalId: proposalIdSchema.optional() }),
  response: listOf(agentVoteSchema),
});

export const stopAgentVote = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/governance/agent-votes/:agentVoteId/stop',
  name: 'stopAgentVote',
  summary: 'Step in: a vote that is not signed yet is not cast',
  permission: 'governance:admin',
  params: z.object({ agentVoteId: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be a ULID') }),
  response: agentVoteSchema,
});
