import { createAgent, publishAgent } from '@codexos/protocol/contracts/agents.contract';
import { listAuditEntries } from '@codexos/protocol/contracts/audit.contract';
import {
  listAgentVotes,
  listProposalReviews,
  listVotingAgents,
  removeVotingAgent,
  setVotingAgent,
  startProposalReview,
  stopAgentVote,
} from '@codexos/protocol/contracts/governance-agents.contract';
import { getProposal } from '@codexos/protocol/contracts/governance.contract';
import { getRun } from '@codexos/protocol/contracts/runs.contract';
import { createSecret, getSecret } from '@codexos/protocol/contracts/secrets.contract';
import type { Category } from '@codexos/protocol/governance';
import type { ProposalStep } from '@codexos/protocol/governance-action';
import type { AgentVote, VotePolicy } from '@codexos/protocol/vote-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestGovernance, UNIT, type TestGovernance } from '../testing/create-test-governance.ts';

const HOUR = 3_600;
const units = (tokens: number): string => (BigInt(tokens) * UNIT).toString();

const policy: VotePolicy = {
  isOn: true,
  categories: ['treasury', 'general', 'protocol'],
  maxWeight: units(10_000),
  isOwnStakeOnly: true,
  choices: { 'no-objection': 'for', concerns: 'abstain', objection: 'against' },
  never: [],
  delayMs: 2 * HOUR * 1_000,
  maxVotesPerDay: 20,
};

let governance: TestGovernance;
let agentId: string;
let voter: string;

beforeAll(async () => {
  governance = await createTestGovernance();
  agentId = (await governance.call(createAgent, { body: { name: 'Warden' } })).id;
  voter = await governance.addressOf('Account 2');
  await governance.stake('Account 1', 50_000);
  await governance.stake('Account 2', 5_000);
}, 60_000);
afterAll(() => governance[Symbol.asyncDispose]());

const setPolicy = (change: Partial<VotePolicy> = {}) =>
  governance.call(setVotingAgent, {
    params: { agentId },
    body: { account: { type: 'local', address: voter }, policy: { ...policy, ...change } },
  });

async function propose(
  title: string,
  category: Category = 'general',
  steps: ProposalStep[] = [{ type: 'signal' }],
) {
  const action = {
    type: 'propose',
    track: 'standard',
    category,
    title,
    description: 'Because.',
    steps,
  } as const;
  return governance.propose('Account 1', { ...action, steps: [...steps] });
}

const voteOn = (
  proposalId: string,
  isRight: (vote: AgentVote) => boolean,
  by = agentId,
): Promise<AgentVote> =>
  governance
    .until(
      async () =>
        (await governance.call(listAgentVotes, { query: { proposalId } })).items.find(
          (vote) => vote.agentId === by,
        ),
      (vote) => vote !== undefined && isRight(vote),
    )
    .then((vote) => vote as AgentVote);

describe('an agent that votes', () => {
  it('needs a published agent, and an account that is not the guardian’s and not another agent’s', async () => {
    await expect(setPolicy()).rejects.toMatchObject({ code: 'NOT_PUBLISHED' });
    await governance.call(publishAgent, { params: { agentId } });
    const account = { type: 'local', address: await governance.addressOf('Guardian') };
    const asGuardian = { params: { agentId }, body: { account, policy } };
    await expect(governance.call(setVotingAgent, asGuardian)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
    expect(await setPolicy()).toMatchObject({ agentName: 'Warden', revision: 1 });
    const other = (await governance.call(createAgent, { body: { name: 'Other' } })).id;
    await governance.call(publishAgent, { params: { agentId: other } });
    const sameAccount = { account: { type: 'local', address: voter }, policy };
    await expect(
      governance.call(setVotingAgent, { params: { agentId: other }, body: sameAccount }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('decides in a run, waits for its delay, and casts once with a reason that names the run', async () => {
    const proposalId = await propose('Meet on Mondays');
    const waiting = await voteOn(proposalId, ({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ support: 'for', agentName: 'Warden', policyRevision: 1 });
    const { opensAt } = await governance.call(getProposal, { params: { proposalId } });
    expect(waiting.dueAt).toBe(opensAt + 2 * HOUR * 1_000);
    const run = await governance.call(getRun, { params: { runId: waiting.runId } });
    expect(run).toMatchObject({ name: 'Vote of Warden', agentId, status: 'completed' });

    await governance.advance(48 * HOUR + 60);
    await governance.look();
    expect((await governance.call(getProposal, { params: { proposalId } })).votes).toEqual([]);
    await governance.advance(2 * HOUR);
    const cast = await voteOn(proposalId, ({ state }) => state === 'cast');
    const { votes } = await governance.call(getProposal, { params: { proposalId } });
    expect(votes).toEqual([
      expect.objectContaining({ support: 'for', weight: units(5_000), transaction: cast.transaction }),
    ]);
    expect(votes[0]?.reason).toContain(`Run ${cast.runId ?? ''} of agent ${agentId}, policy 1.`);
    await governance.look();
    await governance.restart();
    await governance.look();
    expect((await governance.call(getProposal, { params: { proposalId } })).votes).toHaveLength(1);
    const { items } = await governance.call(listAuditEntries, { query: { action: 'castAgentVote' } });
    expect(items).toEqual([
      expect.objectContaining({
        actor: { type: 'agent', id: agentId, name: 'Warden' },
        target: proposalId,
        details: expect.objectContaining({ runId: cast.runId, support: 'for' }) as object,
      }),
    ]);
    const changes = await governance.call(listAuditEntries, { query: { action: 'setVotingAgent' } });
    expect(changes.items.map(({ outcome }) => outcome)).toContain('done');
  });

  it('votes the side that the verdict leads to', async () => {
    const tooMuch = await propose('Pay too much', 'treasury', [
      { type: 'spend', asset: 'token', to: voter, amount: units(480_001) },
    ]);
    expect((await voteOn(tooMuch, ({ state }) => state === 'waiting')).support).toBe('against');
  });

  it('says why it does not vote, and looks again once the policy allows more', async () => {
    await setPolicy({ categories: ['treasury'] });
    const proposalId = await propose('Meet on Tuesdays');
    const refused = await voteOn(proposalId, ({ state }) => state === 'refused');
    expect(refused.note).toBe('Its policy does not cover the category general.');
    await setPolicy();
    await voteOn(proposalId, ({ state }) => state === 'waiting');
  });

  it('never votes on who may veto', async () => {
    const data = `0x7b80a1ef${'0'.repeat(24)}${'1'.repeat(40)}`;
    const { contracts } = await governance.view();
    const guardian = await propose('Another guardian', 'protocol', [
      { type: 'call', target: contracts['governor'] ?? '', value: '0', data },
    ]);
    const refused = await voteOn(guardian, ({ state }) => state === 'refused');
    expect(refused.note).toMatch(/No agent votes on that/);
  });

  it('is stopped by its owner before it signs, and by turning it off', async () => {
    const stoppedOne = await propose('Meet on Wednesdays');
    const waiting = await voteOn(stoppedOne, ({ state }) => state === 'waiting');
    await governance.call(stopAgentVote, { params: { agentVoteId: waiting.id } });
    const turnedOff = await propose('Meet on Thursdays');
    await voteOn(turnedOff, ({ state }) => state === 'waiting');
    await setPolicy({ isOn: false });
    await voteOn(turnedOff, ({ state, note }) => state === 'refused' && note === 'Its policy is turned off.');
    await governance.advance(52 * HOUR);
    await governance.look();
    for (const proposalId of [stoppedOne, turnedOff])
      expect((await governance.call(getProposal, { params: { proposalId } })).votes).toEqual([]);
    expect(await voteOn(stoppedOne, () => true)).toMatchObject({ state: 'stopped' });
    await expect(
      governance.call(stopAgentVote, { params: { agentVoteId: waiting.id } }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await setPolicy();
  });

  it('is held to the policy at the signature: weight, own stake, votes of a day', async () => {
    await setPolicy({ delayMs: 0, maxWeight: units(4_999) });
    const heavy = await propose('Meet on Fridays');
    await voteOn(heavy, ({ state }) => state === 'waiting');
    await governance.advance(48 * HOUR + 60);
    const refused = await voteOn(heavy, ({ state }) => state === 'refused');
    expect(refused.note).toBe('The vote would weigh 5,000 CDX, and its policy allows 4,999 at most.');

    await governance.act('Account 1', { type: 'delegate', to: voter });
    await setPolicy({ delayMs: 0 });
    await voteOn(heavy, ({ state }) => state === 'cast');
    await governance.advance(60);
    await governance.act('Account 3', { type: 'stake', amount: units(2_000) });
    await governance.advance(60);
    const lent = await governance.propose('Account 3', {
      ...{ type: 'propose', track: 'standard', category: 'general', title: 'Meet on Saturdays' },
      ...{ description: 'Because.', steps: [{ type: 'signal' }] },
    });
    await voteOn(lent, ({ state }) => state === 'waiting');
    await governance.advance(48 * HOUR + 60);
    const refusedLent = await voteOn(lent, ({ state }) => state === 'refused');
    expect(refusedLent.note).toContain('Its policy allows its own stake only.');
    await governance.act('Account 1', { type: 'delegate', to: await governance.addressOf('Account 1') });
    await governance.advance(60);
  });

  it('puts off what is beyond its votes of a day while the vote is open', async () => {
    await setPolicy({ delayMs: 0, maxVotesPerDay: 1 });
    const [first, second] = [await propose('Meet at nine'), await propose('Meet at ten')];
    await voteOn(first, ({ state }) => state === 'waiting');
    await voteOn(second, ({ state }) => state === 'waiting');
    await governance.advance(48 * HOUR + 60);
    await governance.until(
      async () => (await governance.call(listAgentVotes, { query: {} })).items,
      (items) =>
        items.some(
          ({ note, state }) => state === 'waiting' && note === 'It has cast all the votes of 24 hours.',
        ),
    );
    const votesOf = async (proposalId: string) =>
      (await governance.call(getProposal, { params: { proposalId } })).votes.length;
    expect((await votesOf(first)) + (await votesOf(second))).toBe(1);
    await governance.advance(24 * HOUR + 60);
    for (const proposalId of [first, second]) await voteOn(proposalId, ({ state }) => state === 'cast');
  });

  it('decides anew when the proposal is reviewed again', async () => {
    await setPolicy();
    const proposalId = await propose('Meet on Sundays');
    const first = await voteOn(proposalId, ({ state }) => state === 'waiting');
    await governance.call(startProposalReview, { body: { proposalId } });
    const second = await voteOn(
      proposalId,
      ({ state, runId }) => state === 'waiting' && runId !== first.runId,
    );
    expect(second.id).toBe(first.id);
  });

  it('signs with a key of the vault that was granted to governance, and notes the use', async () => {
    const key = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';
    const create = (name: string, providers: string[]) =>
      governance.call(createSecret, {
        body: { name, value: key, grants: { tools: [], providers, agents: [], hosts: [] } },
      });
    await create('UNGRANTED_KEY', []);
    const secret = await create('VOTER_KEY', ['governance']);
    const other = (await governance.call(createAgent, { body: { name: 'Keyholder' } })).id;
    await governance.call(publishAgent, { params: { agentId: other } });
    const setWith = (name: string) =>
      governance.call(setVotingAgent, {
        params: { agentId: other },
        body: { account: { type: 'secret', secret: name }, policy: { ...policy, isOwnStakeOnly: false } },
      });
    await expect(setWith('UNGRANTED_KEY')).rejects.toMatchObject({ code: 'SECRET_NOT_GRANTED' });
    await expect(setWith('NO_SUCH_KEY')).rejects.toMatchObject({ code: 'SECRET_MISSING' });
    expect(await setWith('VOTER_KEY')).toMatchObject({
      address: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
    });
    const { uses } = await governance.call(getSecret, { params: { secretId: secret.id } });
    expect(uses[0]).toMatchObject({ consumer: 'governance', host: 'chain-37101', agentId: other });
  });

  it('loses its account with the votes that are not signed yet', async () => {
    const proposalId = await propose('Meet never');
    await voteOn(proposalId, ({ state }) => state === 'waiting');
    await governance.call(removeVotingAgent, { params: { agentId } });
    const refused = await voteOn(proposalId, ({ state }) => state === 'refused');
    expect(refused.note).toBe('The account was taken from the agent.');
    expect((await governance.call(listVotingAgents)).items.map(({ agentName }) => agentName)).toEqual([
      'Keyholder',
    ]);
    await expect(governance.call(removeVotingAgent, { params: { agentId } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await governance.call(listProposalReviews, { query: { proposalId } })).items).toHaveLength(1);
  });
});
