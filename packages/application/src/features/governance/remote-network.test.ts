import { startRemoteChain, type RemoteChain } from '@codexos/chain/testing';
import { createAgent, publishAgent } from '@codexos/protocol/contracts/agents.contract';
import {
  listAgentVotes,
  listProposalReviews,
  setVotingAgent,
} from '@codexos/protocol/contracts/governance-agents.contract';
import {
  getProposal,
  prepareGovernanceAction,
  submitGovernanceAction,
} from '@codexos/protocol/contracts/governance.contract';
import { createSecret } from '@codexos/protocol/contracts/secrets.contract';
import type { GovernanceAction } from '@codexos/protocol/governance-action';
import type { AgentVote } from '@codexos/protocol/vote-policy';
import { sendTransactions, openRemoteNetwork } from '@codexos/chain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInFolder, formsOf } from '../../testing/find-canary.ts';
import { createTestGovernance, UNIT, type TestGovernance } from './testing/create-test-governance.ts';

const CHAIN_ID = 31_338;

let remote: RemoteChain;
let governance: TestGovernance;
let agentId: string;
beforeAll(async () => {
  remote = await startRemoteChain({ chainId: CHAIN_ID });
  governance = await createTestGovernance({
    allowedAddresses: ['127.0.0.1'],
    chain: { rpcUrl: remote.url, governor: remote.addresses.governor, chainId: CHAIN_ID },
  });
  const [owner, voter] = remote.members;
  if (!owner || !voter) throw new Error('two members are needed');
  await remote.stake(owner, 50_000);
  await remote.stake(voter, 5_000);
  await remote.advance(60);
  agentId = (await governance.call(createAgent, { body: { name: 'Warden' } })).id;
  await governance.call(publishAgent, { params: { agentId } });
  const grants = { tools: [], providers: ['governance'], agents: [], hosts: [] };
  await governance.call(createSecret, { body: { name: 'VOTER_KEY', value: voter.key, grants } });
  await governance.call(setVotingAgent, {
    params: { agentId },
    body: {
      account: { type: 'secret', secret: 'VOTER_KEY' },
      policy: {
        isOn: true,
        categories: ['general'],
        maxWeight: (10_000n * UNIT).toString(),
        isOwnStakeOnly: true,
        choices: { 'no-objection': 'for', concerns: 'abstain', objection: 'against' },
        never: [],
        delayMs: 0,
        maxVotesPerDay: 5,
      },
    },
  });
}, 90_000);
afterAll(async () => {
  await governance[Symbol.asyncDispose]();
  await remote[Symbol.asyncDispose]();
});

/** As somebody with a wallet does it: what the server prepares, signed elsewhere. */
async function actFromOutside(action: GovernanceAction): Promise<void> {
  const [owner] = remote.members;
  if (!owner) throw new Error('a member is needed');
  const { chainId, transactions } = await governance.call(prepareGovernanceAction, {
    body: { account: owner.account.address, action },
  });
  expect(chainId).toBe(CHAIN_ID);
  const network = await openRemoteNetwork({ url: remote.url });
  await sendTransactions({ ...network, kind: 'local' }, owner.account, transactions);
}

async function proposeFromOutside(title: string): Promise<string> {
  await actFromOutside({
    ...{ type: 'propose', track: 'standard', category: 'general', title },
    ...{ description: 'Because.', steps: [{ type: 'signal' }] },
  });
  const found = (await governance.view()).proposals.find((proposal) => proposal.title === title);
  if (!found) throw new Error('the proposal is not there');
  return found.id;
}

const voteOn = (proposalId: string, isRight: (vote: AgentVote) => boolean): Promise<AgentVote> =>
  governance
    .until(
      async () => (await governance.call(listAgentVotes, { query: { proposalId } })).items[0],
      (vote) => vote !== undefined && isRight(vote),
    )
    .then((vote) => vote as AgentVote);

describe('a network elsewhere', () => {
  it('has proposals from outside reviewed, and votes signed by a key of the vault', async () => {
    const proposalId = await proposeFromOutside('Meet on Mondays');
    await voteOn(proposalId, ({ state }) => state === 'waiting');
    expect((await governance.call(listProposalReviews, { query: { proposalId } })).items).toEqual([
      expect.objectContaining({ trigger: 'automatic', state: 'done' }),
    ]);
    await remote.advance(48 * 3_600 + 60);
    const { transaction } = await voteOn(proposalId, ({ state }) => state === 'cast');
    const { votes } = await governance.call(getProposal, { params: { proposalId } });
    const voter = remote.members[1]?.account.address;
    expect(votes).toEqual([expect.objectContaining({ voter, support: 'for', transaction })]);
    const sent = await remote.request({ method: 'eth_getTransactionByHash', params: [transaction] });
    expect(sent).toMatchObject({ from: voter?.toLowerCase(), chainId: `0x${CHAIN_ID.toString(16)}` });
    const key = remote.members[1]?.key.replace('0x', '') ?? '';
    expect(key).toHaveLength(64);
    const bytes = Buffer.from(key, 'hex').toString('latin1');
    const forms = [...formsOf(key), ...formsOf(key.toUpperCase()), bytes];
    expect(await findInFolder(governance.dataFolder, forms)).toEqual([]);
  }, 30_000);

  it('is refused when its node is on another chain than it was, and nothing is signed', async () => {
    const proposalId = await proposeFromOutside('Meet on Tuesdays');
    await voteOn(proposalId, ({ state }) => state === 'waiting');
    remote.pretendChain(1);
    await remote.advance(48 * 3_600 + 60);
    const failed = await voteOn(proposalId, ({ state }) => state === 'failed');
    expect(failed.error).toMatchObject({ code: 'CHAIN_MISMATCH' });
    expect(failed.error?.message).toBe(
      `The node of the network is on chain 1, and not on ${CHAIN_ID} any more. Nothing was signed.`,
    );
    remote.pretendChain(undefined);
    expect((await governance.call(getProposal, { params: { proposalId } })).votes).toEqual([]);
  }, 30_000);

  it('is not opened when it is not the chain that was named', async () => {
    await using other = await createTestGovernance({
      allowedAddresses: ['127.0.0.1'],
      chain: { rpcUrl: remote.url, governor: remote.addresses.governor, chainId: 1 },
    });
    await expect(other.view()).rejects.toMatchObject({ code: 'CHAIN_MISMATCH' });
  });

  it('has no keys for people, whose wallets sign', async () => {
    const account = remote.members[0]?.account.address ?? '';
    await expect(
      governance.call(submitGovernanceAction, { body: { account, action: { type: 'withdraw' } } }),
    ).rejects.toThrow(/has no key/);
  });

  it('reviews once, and votes again, when the chain replaces the blocks that both were in', async () => {
    const snapshot = await remote.request({ method: 'evm_snapshot' });
    const proposalId = await proposeFromOutside('Meet on Wednesdays');
    await voteOn(proposalId, ({ state }) => state === 'waiting');
    const before = await remote.request({ method: 'evm_snapshot' });
    await remote.advance(48 * 3_600 + 60);
    const cast = await voteOn(proposalId, ({ state }) => state === 'cast');
    await remote.request({ method: 'evm_revert', params: [before] });
    await remote.advance(48 * 3_600 + 120);
    const votesNow = () => governance.call(getProposal, { params: { proposalId } });
    const { votes } = await governance.until(votesNow, (proposal) => proposal.votes.length === 1);
    expect(votes[0]?.transaction).toBe(cast.transaction);
    expect((await governance.call(listProposalReviews, { query: { proposalId } })).items).toHaveLength(1);

    await remote.request({ method: 'evm_revert', params: [snapshot] });
    await expect(votesNow()).rejects.toMatchObject({ code: 'PROPOSAL_NOT_FOUND' });
    // The same proposal, made again, is the same proposal.
    expect(await proposeFromOutside('Meet on Wednesdays')).toBe(proposalId);
    await governance.look();
    expect((await governance.call(listProposalReviews, { query: { proposalId } })).items).toHaveLength(1);
  }, 60_000);
});
