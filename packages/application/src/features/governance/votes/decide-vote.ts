/** From a review to a decision: each decision is a run of the agent, and only what the policy allows is decided. */
import type { Proposal } from '@codexos/protocol/governance';
import { supportSchema } from '@codexos/protocol/governance';
import type { RunId } from '@codexos/protocol/ids';
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import { findProposal, type View } from '../chain-view.ts';
import { toCall } from '../proposal-facts.ts';
import type { DoneReview } from '../reviews/review-service.ts';
import type { AgentVoteFacts, AgentVoteRecord } from './agent-vote-store.ts';
import type { VoteContext } from './vote-context.ts';
import { DECISION_OUTPUTS, voteFlow } from './vote-flow.ts';
import { dueAtOf, refusalToPlan } from './vote-refusal.ts';
import type { VotingAgentRecord } from './voting-agent-store.ts';

/** Longest reason that an agent gives in its own words; the run is named after it. */
const MAX_REASON = 1_500;

export interface Decision {
  view: View;
  agent: VotingAgentRecord;
  proposal: Proposal;
  review: DoneReview;
}

/** What the calls of a proposal touch. */
export function subjectsOf({ chain, organisation, fold }: View, { calls }: Proposal) {
  return calls.map(
    (call) => chain.describeAction(organisation.addresses, toCall(call), fold.parameters).subject,
  );
}

/** Begins a decision, or says at once why the policy allows none. `vote` is what there was before. */
export async function decideVote(
  context: VoteContext,
  decision: Decision,
  vote: AgentVoteRecord | undefined,
): Promise<void> {
  const { view, agent, proposal, review } = decision;
  const base = { policyRevision: agent.revision, reviewNumber: review.number };
  const refusal = refusalToPlan({
    policy: agent.policy,
    proposal,
    subjects: subjectsOf(view, proposal),
    verdict: review.verdict,
    now: view.now,
  });
  const facts: AgentVoteFacts =
    refusal === undefined
      ? { ...base, state: 'deciding', runId: createId<RunId>() }
      : { ...base, state: 'refused', note: refusal };
  const { workspaceId, networkId, agentId, address: voter } = agent;
  const place = { workspaceId, networkId, agentId, proposalId: proposal.id };
  const begun = vote
    ? await context.votes.move(vote, { ...facts, voter })
    : await context.votes.add({ ...place, voter }, facts);
  if (begun?.state !== 'deciding') return;
  context.onStep?.('planned');
  await startDecision(context, decision, begun);
}

/** Starts the run of a decision. What keeps it from starting ends the vote as failed. */
export async function startDecision(
  { votes, agents, runs }: VoteContext,
  { agent, review }: Pick<Decision, 'agent' | 'review'>,
  vote: AgentVoteRecord,
): Promise<void> {
  const { workspaceId, agentId, policy } = agent;
  try {
    const { config, name, number } = await agents.configOf({ workspaceId, agentId }, 'latest');
    await runs.start({
      workspaceId,
      runId: vote.runId,
      agentId,
      version: number,
      name: `Vote of ${name}`,
      flow: voteFlow(name, config),
      input: {
        proposalId: vote.proposalId,
        verdict: review.verdict,
        review: review.text,
        choices: policy.choices,
      },
      trigger: 'governance',
    });
  } catch (error) {
    await votes.move(vote, { ...vote, state: 'failed', error: toWireError(toCodexError(error)) });
  }
}

/** Takes what a run has decided, and lets the delay begin. */
export async function takeDecision(
  { votes, runStore }: VoteContext,
  { view, agent }: Pick<Decision, 'view' | 'agent'>,
  vote: AgentVoteRecord,
): Promise<void> {
  const run = await runStore.get({ workspaceId: vote.workspaceId, runId: vote.runId ?? '' });
  const support = supportSchema.safeParse(run.outputs?.[DECISION_OUTPUTS.support]).data;
  const reason = run.outputs?.[DECISION_OUTPUTS.reason];
  if (run.status !== 'completed' || !support || typeof reason !== 'string') {
    await votes.move(vote, { ...vote, state: 'failed', error: run.error ?? toWireError(undecided()) });
    return;
  }
  const { policy } = agent;
  const proposal = findProposal(view, vote.proposalId);
  await votes.move(vote, {
    ...vote,
    state: 'waiting',
    support,
    reason: withRun(reason, vote),
    dueAt: dueAtOf({ policy, proposal, now: view.now }),
  });
}

/** The reason as everybody reads it on the chain, with where it comes from. */
function withRun(reason: string, { runId, agentId, policyRevision }: AgentVoteRecord): string {
  const text = reason.trim();
  const shown = text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 1)}…` : text;
  return `${shown}\n\nRun ${runId ?? ''} of agent ${agentId}, policy ${policyRevision}.`;
}

function undecided(): CodexError {
  return new CodexError({
    code: 'NODE_FAILED',
    message: 'The run ended without a decision.',
    hint: 'Look at the run, then save the policy of the agent again.',
  });
}
