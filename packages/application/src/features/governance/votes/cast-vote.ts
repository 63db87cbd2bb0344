/**
 * From a decision to the chain. The policy is held to here, right before the key is opened, with what the chain says
 * at that moment. What was signed is kept before it is sent: after a kill the same transaction is sent again, which
 * the chain takes once, or is found to be there already.
 */
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import { findProposal, type View } from '../chain-view.ts';
import type { AgentVoteRecord } from './agent-vote-store.ts';
import { subjectsOf } from './decide-vote.ts';
import type { VoteContext } from './vote-context.ts';
import { isSame, openVoteKey, type SigningAccount } from './vote-keys.ts';
import { refusalToSign } from './vote-refusal.ts';
import type { VotingAgentRecord } from './voting-agent-store.ts';

const DAY_MS = 86_400_000;

/** Signs and casts a vote that is due. Whatever keeps it from being cast is noted in the vote. */
export async function castVote(context: VoteContext, vote: AgentVoteRecord): Promise<void> {
  // One turn from the look at the chain to the end of sending: nothing else takes the transaction's place.
  const sent = await context.chain.inTurn(async () => {
    const signed = await sign(context, vote);
    if (!signed) return undefined;
    context.onStep?.('signed');
    return (await send(context, signed)) ? signed : undefined;
  });
  if (sent) await note(context, sent);
}

/** Makes sure that what was signed is on the chain, and notes it once. */
export async function confirmVote(context: VoteContext, vote: AgentVoteRecord): Promise<void> {
  const wasThere = await isOnChain(context, vote);
  const isThere = wasThere || (await context.chain.inTurn(() => send(context, vote)));
  const isNoted = wasThere && vote.state === 'cast';
  if (isThere && !isNoted) await note(context, vote);
}

async function sign(context: VoteContext, vote: AgentVoteRecord): Promise<AgentVoteRecord | undefined> {
  const { chain, votes, votingAgents } = context;
  try {
    const view = await chain.read();
    const agent = await votingAgents.find(vote);
    const until = agent && (await postponedUntil(context, { view, agent, vote }));
    if (until !== undefined) {
      await votes.move(vote, { ...vote, dueAt: until, note: 'It has cast all the votes of 24 hours.' });
      return undefined;
    }
    const account = await openAllowed(context, { view, agent, vote });
    const transaction = transactionOf(view, vote);
    const { raw, hash } = await view.chain.signTransaction(view.organisation.network, account, transaction);
    const signing = { signed: raw, transaction: hash, signedAt: view.now };
    return await votes.move(vote, { ...vote, ...signing, state: 'casting', note: undefined });
  } catch (error) {
    await giveUp(context, vote, error);
    return undefined;
  }
}

async function note({ chain, votes, audit, onStep }: VoteContext, vote: AgentVoteRecord): Promise<void> {
  onStep?.('sent');
  const { title } = findProposal(await chain.read(), vote.proposalId);
  // First the log: a vote may stand in it twice after a crash, and never not at all.
  await audit.record({
    workspaceId: vote.workspaceId,
    actor: { type: 'agent', id: vote.agentId },
    action: 'castAgentVote',
    target: vote.proposalId,
    outcome: 'done',
    details: { title, ...auditDetails(vote) },
  });
  onStep?.('noted');
  await votes.move(vote, { ...vote, state: 'cast', note: undefined, error: undefined });
}

/** When the policy allows another vote, where its votes of 24 hours are used up and the proposal is still open then. */
async function postponedUntil(
  { votes }: VoteContext,
  { view, agent, vote }: { view: View; agent: VotingAgentRecord; vote: AgentVoteRecord },
): Promise<number | undefined> {
  const signedAt = await votes.listSignedAt(vote.networkId, vote.agentId, view.now - DAY_MS);
  const oldest = signedAt[signedAt.length - agent.policy.maxVotesPerDay];
  if (oldest === undefined) return undefined;
  return oldest + DAY_MS < findProposal(view, vote.proposalId).closesAt ? oldest + DAY_MS : undefined;
}

/** The account of the vote, once the policy allows it. Throws VOTE_REFUSED with the reason. */
async function openAllowed(
  { chain, votes, agents, reviews, vault }: VoteContext,
  { view, agent, vote }: { view: View; agent: VotingAgentRecord | undefined; vote: AgentVoteRecord },
): Promise<SigningAccount> {
  const { networkId, workspaceId, proposalId, agentId, runId, support, dueAt, voter } = vote;
  if (!agent || !support || dueAt === undefined) throw refused('The account was taken from the agent.');
  if (agent.revision !== vote.policyRevision) throw refused('Its policy has changed since it decided.');
  // One that was deleted votes no more.
  await agents.get({ workspaceId, agentId });
  if (!isSame(agent.address, voter)) throw refused('Its account has changed since it decided.');
  const proposal = findProposal(view, proposalId);
  const review = await reviews.latest({ networkId, workspaceId, proposalId });
  if (!review) throw refused('There is no review of the proposal.');
  const { network, addresses } = view.organisation;
  const facts = await view.chain.readVoter(network, addresses, {
    account: voter as `0x${string}`,
    proposalId,
    opensAt: proposal.opensAt,
  });
  if (facts.hasVoted) throw refused('The account has voted already, by another hand.');
  const refusal = refusalToSign({
    policy: agent.policy,
    proposal,
    subjects: subjectsOf(view, proposal),
    verdict: review.verdict,
    support,
    dueAt,
    now: view.now,
    weight: facts.weight,
    ownStake: facts.ownStake,
    votesInDay: (await votes.listSignedAt(networkId, agentId, view.now - DAY_MS)).length,
  });
  if (refusal !== undefined) throw refused(refusal);
  if (facts.coins === 0n) throw noCoins(voter);
  const account = await openVoteKey(await chain.opened(), vault, {
    workspaceId,
    account: agent.account,
    runId,
    agentId,
  });
  if (isSame(account.address, voter)) return account;
  throw refused('The key in the vault belongs to another account by now.');
}

function transactionOf(view: View, { proposalId, support, reason = '' }: AgentVoteRecord) {
  const [transaction] = view.chain.encodeAction(view.organisation.addresses, {
    type: 'vote',
    proposalId,
    support: support ?? 'abstain',
    reason,
    isOverride: false,
  });
  if (!transaction) throw new Error('a vote is one transaction');
  return transaction;
}

async function isOnChain({ chain }: VoteContext, vote: AgentVoteRecord): Promise<boolean> {
  const { fold } = await chain.read();
  const proposal = fold.proposals.find(({ id }) => id === vote.proposalId);
  return proposal?.votes.some(({ transaction }) => transaction === vote.transaction) ?? false;
}

/** Sends what was signed. False when it is not on the chain, with what is known of that in the vote. */
async function send(context: VoteContext, vote: AgentVoteRecord): Promise<boolean> {
  const { chain, votes, logger } = context;
  const { signed: raw, transaction: hash } = vote;
  if (raw === undefined || hash === undefined) return false;
  const agent = await context.votingAgents.find(vote);
  if (!agent?.policy.isOn) {
    // It may be under way all the same; should it turn up on the chain, it is noted as cast.
    await votes.move(vote, {
      ...vote,
      state: 'refused',
      note: 'Its policy was turned off before it was sent.',
    });
    return false;
  }
  try {
    const { organisation, chain: library } = await chain.opened();
    const signed = { raw: raw as `0x${string}`, hash: hash as `0x${string}` };
    await library.sendSigned(organisation.network, signed, 'Vote');
    return true;
  } catch (error) {
    if (await isOnChain(context, vote)) return true;
    const known = toCodexError(error);
    logger.warn({ err: known, voteId: vote.id }, 'A vote of an agent did not reach the chain');
    if (known.code !== 'CHAIN_REFUSED') return false;
    // Its place was taken by another transaction of the account: it is signed anew, if the policy still allows it.
    if (/nonce/i.test(known.message)) await votes.move(vote, { ...vote, state: 'waiting', ...UNSIGNED });
    else await giveUp(context, vote, known);
    return false;
  }
}

const UNSIGNED = { signed: undefined, transaction: undefined, signedAt: undefined };

async function giveUp({ votes, logger }: VoteContext, vote: AgentVoteRecord, error: unknown): Promise<void> {
  const known = toCodexError(error);
  if (known.code === 'VOTE_REFUSED') {
    await votes.move(vote, { ...vote, state: 'refused', note: known.message });
    return;
  }
  logger.warn({ err: known, voteId: vote.id }, 'A vote of an agent could not be cast');
  // A node that does not answer now may do so in a moment; nothing was signed.
  if (known.code === 'UNAVAILABLE') return;
  await votes.move(vote, { ...vote, state: 'failed', error: toWireError(known) });
}

function auditDetails(vote: AgentVoteRecord) {
  const { agentId, proposalId, voter, support = '', runId = '', transaction = '', policyRevision } = vote;
  return { agentId, proposalId, voter, support, runId, transaction, policyRevision };
}

function refused(message: string): CodexError {
  return new CodexError({ code: 'VOTE_REFUSED', message });
}

function noCoins(address: string): CodexError {
  return new CodexError({
    code: 'CHAIN_REFUSED',
    message: `${address} has no coins to pay the fee of a vote with.`,
    hint: 'Send it some of the coins of the network, then save the policy of the agent again.',
  });
}
