import { parseEther } from 'viem';
import { describe, expect, it } from 'vitest';
import {
  deployGovernance,
  encodeAction,
  openRemoteNetwork,
  sendSigned,
  sendTransactions,
  signTransaction,
} from '../src/index.ts';
import { createTestChain, startRemoteChain } from '../src/testing/index.ts';

const amount = parseEther('2000').toString();

describe('transactions that are signed here', () => {
  it('have gas for the checkpoints of votes that a later second has to write', async () => {
    await using test = createTestChain();
    const network = await test.open();
    const { deployer, guardian, members } = test.accounts;
    const addresses = await deployGovernance({
      network,
      deployer,
      guardian: guardian.address,
      maximumSupply: parseEther('10000000'),
      allocations: members.map(({ address }) => ({ account: address, amount: parseEther('100000') })),
      toTreasury: 0n,
    });
    const [alice, bob] = members;
    if (!alice || !bob) throw new Error('two members are needed');
    // Each is estimated in the second of the change before it and mined in the next one.
    await sendTransactions(network, alice, encodeAction(addresses, { type: 'stake', amount }));
    for (const to of [bob.address, alice.address, bob.address])
      await sendTransactions(network, alice, encodeAction(addresses, { type: 'delegate', to }));
    await sendTransactions(network, alice, encodeAction(addresses, { type: 'request-unstake', amount }));
  });

  it('are for the chain that was opened, and are taken once however often they are sent', async () => {
    await using chain = await startRemoteChain({ chainId: 31_340, memberCount: 1 });
    const [owner] = chain.members;
    if (!owner) throw new Error('a member is needed');
    const network = await openRemoteNetwork({ url: chain.url, expectedChainId: 31_340 });
    const [approve] = encodeAction(chain.addresses, { type: 'stake', amount });
    if (!approve) throw new Error('a stake is two transactions');
    const signed = await signTransaction(network, owner.account, approve);
    await sendSigned(network, signed, 'Allow');
    await sendSigned(network, signed, 'Allow');
    const sent = await chain.request({
      method: 'eth_getTransactionCount',
      params: [owner.account.address, 'latest'],
    });
    expect(Number(sent)).toBe(1);

    const before = chain.asked.length;
    chain.pretendChain(1);
    await expect(signTransaction(network, owner.account, approve)).rejects.toMatchObject({
      code: 'CHAIN_MISMATCH',
    });
    expect(chain.asked.slice(before)).toEqual(['eth_chainId']);
    await expect(openRemoteNetwork({ url: chain.url, expectedChainId: 31_340 })).rejects.toMatchObject({
      code: 'CHAIN_MISMATCH',
    });
  });
});
