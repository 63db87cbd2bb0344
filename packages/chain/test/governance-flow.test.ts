import type { GovernanceAction } from '@codexos/protocol/governance-action';
import { parseEther, type LocalAccount } from 'viem';
import { describe, expect, it } from 'vitest';
import {
  deployGovernance,
  encodeAction,
  encodeStep,
  foldGovernance,
  readBlock,
  readEvents,
  sendTransactions,
  simulateCalls,
  type GovernanceAddresses,
  type GovernanceFold,
  type LocalChain,
  type Network,
} from '../src/index.ts';
import { createTestChain } from '../src/testing/index.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

async function deploy(
  test: ReturnType<typeof createTestChain>,
  network: LocalChain,
): Promise<GovernanceAddresses> {
  const { deployer, guardian, members } = test.accounts;
  return deployGovernance({
    network,
    deployer,
    guardian: guardian.address,
    maximumSupply: parseEther('10000000'),
    allocations: members.map(({ address }) => ({ account: address, amount: parseEther('100000') })),
    toTreasury: parseEther('600000'),
  });
}

describe('governance on the local chain', () => {
  it('takes an action although time passes between its estimate and its block', async () => {
    await using test = createTestChain();
    const chain = await test.open();
    const addresses = await deploy(test, chain);
    const [alice, bob] = test.accounts.members;
    if (!alice || !bob) throw new Error('two members are needed');
    // A second more makes votes begin a new entry of their history, which costs more than to add to the last.
    const slow: Network = {
      ...chain,
      request: async (request) => {
        const answer = await chain.request(request);
        if (request.method === 'eth_estimateGas') await chain.advance(60);
        return answer;
      },
    };
    const stake = { type: 'stake', amount: parseEther('2000').toString() } as const;
    await sendTransactions(chain, alice, encodeAction(addresses, stake, undefined));
    const delegate = { type: 'delegate', to: bob.address } as const;
    const sent = await sendTransactions(slow, alice, encodeAction(addresses, delegate, undefined));
    expect(sent).toHaveLength(1);
  });

  it('goes from stake to payment, and the fold over its events agrees at every stage', async () => {
    await using test = createTestChain();
    const network = await test.open();
    const addresses = await deploy(test, network);
    const [alice, bob] = test.accounts.members;
    if (!alice || !bob) throw new Error('two members are needed');

    const view = async (): Promise<GovernanceFold> => {
      const head = await readBlock(network, 'latest');
      const events = await readEvents(network, addresses, { from: 0, to: head?.number ?? 0 });
      return foldGovernance(events, { addresses, now: (await network.now()) * 1000 });
    };
    const act = async (account: LocalAccount, action: GovernanceAction): Promise<GovernanceFold> => {
      const named = 'proposalId' in action ? action.proposalId : undefined;
      const proposal = (await view()).proposals.find(({ id }) => id === named);
      await sendTransactions(network, account, encodeAction(addresses, action, proposal));
      return view();
    };

    await act(alice, { type: 'stake', amount: parseEther('50000').toString() });
    await act(bob, { type: 'stake', amount: parseEther('20000').toString() });
    const spend = {
      type: 'spend',
      asset: 'token',
      to: bob.address,
      amount: parseEther('5000').toString(),
    } as const;
    const proposed = await act(alice, {
      type: 'propose',
      track: 'standard',
      category: 'treasury',
      title: 'Pay for the audit',
      description: 'Bob did the **work**.',
      steps: [spend],
    });
    const [proposal] = proposed.proposals;
    if (!proposal) throw new Error('no proposal');
    expect(proposal).toMatchObject({
      title: 'Pay for the audit',
      state: 'pending',
      track: 'standard',
      category: 'treasury',
      quorum: parseEther('2800').toString(),
    });
    expect(proposal.opensAt - proposal.proposedAt).toBe(48 * HOUR * 1000);
    expect(proposal.closesAt - proposal.opensAt).toBe(7 * DAY * 1000);
    expect(proposal.calls[0]?.summary).toBe(
      `Treasury.spend(asset: Token ${addresses.token}, to: ${bob.address}, amount: 5000)`,
    );

    const vote = { type: 'vote', proposalId: proposal.id, isOverride: false } as const;
    await expect(act(alice, { ...vote, support: 'for', reason: 'early' })).rejects.toThrow(
      /GovernorUnexpectedProposalState/,
    );
    await network.advance(48 * HOUR + 1);
    await act(alice, { ...vote, support: 'for', reason: 'It is done' });
    const voted = await act(bob, { ...vote, support: 'against', reason: '' });
    expect(voted.proposals[0]).toMatchObject({
      state: 'active',
      tally: { for: parseEther('50000').toString(), against: parseEther('20000').toString(), abstain: '0' },
    });
    expect(voted.proposals[0]?.votes[0]).toMatchObject({ voter: alice.address, reason: 'It is done' });

    await network.advance(7 * DAY);
    expect((await view()).proposals[0]?.state).toBe('succeeded');
    expect((await act(bob, { type: 'queue', proposalId: proposal.id })).proposals[0]?.state).toBe('queued');
    await network.advance(48 * HOUR);
    expect((await view()).proposals[0]?.state).toBe('executable');
    const executed = await act(bob, { type: 'execute', proposalId: proposal.id });
    expect(executed.proposals[0]?.state).toBe('executed');
    expect(executed.movements[0]).toMatchObject({ kind: 'spent', amount: parseEther('5000').toString() });
    expect(executed.totalStake).toBe(parseEther('70000'));
  });

  it('simulates what a proposal would do, with the reason of a failure', async () => {
    await using test = createTestChain();
    const network = await test.open();
    const addresses = await deploy(test, network);
    const to = test.accounts.deployer.address;
    const steps = [
      { type: 'spend', asset: 'token', to, amount: parseEther('480000').toString() },
      { type: 'spend', asset: 'token', to, amount: parseEther('480001').toString() },
      { type: 'set-parameter', name: 'quorumPercent', value: '5' },
      { type: 'signal' },
    ] as const;
    const results = await simulateCalls(
      network,
      addresses,
      steps.map((step) => encodeStep(addresses, step)),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['ok', 'fails', 'unknown', 'ok']);
    expect(results[1]?.note).toMatch(/^TreasuryInsufficientFunds\(.*480000000000000000000000, 480001/);
  });
});
