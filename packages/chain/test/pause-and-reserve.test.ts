import type { GovernanceAction, ProposalStep } from '@codexos/protocol/governance-action';
import {
  createPublicClient,
  custom,
  encodeFunctionData,
  parseEther,
  zeroAddress,
  type LocalAccount,
} from 'viem';
import { describe, expect, it } from 'vitest';
import { CONTRACT_ABIS } from '../src/contract-abis.ts';
import {
  deployGovernance,
  describeAction,
  encodeAction,
  encodeStep,
  foldGovernance,
  readBlock,
  readEvents,
  readVoter,
  sendTransactions,
  simulateCalls,
  type EncodedCall,
  type GovernanceFold,
} from '../src/index.ts';
import { parameterValues } from '../src/parameter-bounds.ts';
import { createTestChain } from '../src/testing/index.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const units = (tokens: number): string => parseEther(String(tokens)).toString();

async function createOrganisation() {
  const test = createTestChain();
  const network = await test.open();
  const { deployer, guardian, members } = test.accounts;
  const [alice, bob] = members;
  if (!alice || !bob) throw new Error('two members are needed');
  const addresses = await deployGovernance({
    network,
    deployer,
    guardian: guardian.address,
    maximumSupply: parseEther('10000000'),
    allocations: members.map(({ address }) => ({ account: address, amount: parseEther('100000') })),
    toTreasury: parseEther('600000'),
  });
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
  const simulate = async (step: ProposalStep) => {
    const [result] = await simulateCalls(network, addresses, [encodeStep(addresses, step)]);
    return result;
  };
  return {
    ...{ network, addresses, alice, bob, guardian, view, act, simulate },
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
}

const spend = (to: string): ProposalStep => ({ type: 'spend', asset: 'token', to, amount: units(5) });
const spendReserve = (to: string): ProposalStep => ({
  ...{ type: 'spend-reserve', asset: 'token', to, amount: units(50_000), reason: 'A flood' },
});

describe('a pause', () => {
  it('is the guardian’s and the timelock’s, lasts fourteen days, and comes again after fourteen more', async () => {
    await using organisation = await createOrganisation();
    const { network, addresses, alice, guardian, view, act } = organisation;
    expect((await view()).pauses).toEqual({
      treasury: { isPaused: false, allowed: [addresses.timelock, guardian.address] },
      stakes: { isPaused: false, allowed: [addresses.timelock, guardian.address] },
    });
    const pause = { type: 'pause', contract: 'treasury' } as const;
    await expect(act(alice, pause)).rejects.toThrow(/AccessControlUnauthorizedAccount/);
    const { treasury, stakes } = (await act(guardian, pause)).pauses;
    expect(treasury.isPaused).toBe(true);
    expect(stakes.isPaused).toBe(false);
    expect(Math.abs((treasury.until ?? 0) - (await network.now()) * 1_000 - 14 * DAY * 1_000)).toBeLessThan(
      5_000,
    );
    await expect(act(guardian, pause)).rejects.toThrow(/ExpiringPauseActive/);

    await network.advance(DAY);
    const ended = (await act(guardian, { type: 'unpause', contract: 'treasury' })).pauses.treasury;
    expect(ended.isPaused).toBe(false);
    expect(ended.possibleFrom).toBe((ended.until ?? 0) + 14 * DAY * 1_000);
    await expect(act(guardian, pause)).rejects.toThrow(/ExpiringPauseCooldown/);
    await network.advance(14 * DAY);
    expect((await view()).pauses.treasury).not.toHaveProperty('possibleFrom');
    expect((await act(guardian, pause)).pauses.treasury.isPaused).toBe(true);
    await network.advance(14 * DAY);
    expect((await view()).pauses.treasury.isPaused).toBe(false);
  });

  it('of stake stops new stake and keeps nobody in', async () => {
    await using organisation = await createOrganisation();
    const { alice, guardian, act } = organisation;
    await act(alice, { type: 'stake', amount: units(10) });
    await act(guardian, { type: 'pause', contract: 'stakes' });
    await expect(act(alice, { type: 'stake', amount: units(10) })).rejects.toThrow(/ExpiringPauseActive/);
    await act(alice, { type: 'request-unstake', amount: units(10) });
  });

  it('stops payments and opens the reserve, which a vote of eleven days can still use', async () => {
    await using organisation = await createOrganisation();
    const { network, addresses, alice, bob, guardian, act, simulate } = organisation;
    await act(alice, { type: 'stake', amount: units(50_000) });
    await network.advance(60);
    expect(await simulate(spend(bob.address))).toMatchObject({ outcome: 'ok' });
    expect(await simulate(spendReserve(bob.address))).toMatchObject({
      outcome: 'fails',
      note: 'ExpiringPauseInactive',
    });
    await act(guardian, { type: 'pause', contract: 'treasury' });
    expect((await simulate(spend(bob.address)))?.note).toMatch(/ExpiringPauseActive/);
    expect(await simulate(spendReserve(bob.address))).toMatchObject({ outcome: 'ok' });

    const proposed = await act(alice, {
      ...{ type: 'propose', track: 'standard', category: 'emergency', title: 'Repair the roof' },
      ...{ description: 'Water comes in.', steps: [spendReserve(bob.address)] },
    });
    const proposalId = proposed.proposals[0]?.id ?? '';
    await network.advance(2 * DAY + 60);
    await act(alice, { type: 'vote', proposalId, support: 'for', reason: '', isOverride: false });
    await network.advance(7 * DAY);
    await act(alice, { type: 'queue', proposalId });
    await network.advance(2 * DAY);
    const executed = await act(bob, { type: 'execute', proposalId });
    expect(executed.movements[0]).toMatchObject({ kind: 'reserve-spent', amount: units(50_000) });
    expect(executed.pauses.treasury.isPaused).toBe(true);
    expect(addresses.treasury).toBeDefined();
  });
});

describe('what a proposal touches', () => {
  it('is read from its calls, with the values in force', async () => {
    await using organisation = await createOrganisation();
    const { addresses, bob, view } = organisation;
    const { parameters } = await view();
    const { governor, timelock, treasury } = addresses;
    const describeStep = (step: ProposalStep) =>
      describeAction(addresses, encodeStep(addresses, step), parameters);
    const describeData = (target: EncodedCall['target'], data: EncodedCall['data'], value = 0n) =>
      describeAction(addresses, { target, data, value }, parameters).subject;

    expect(describeStep({ type: 'signal' }).subject).toBe('words');
    expect(describeStep(spend(bob.address))).toMatchObject({
      subject: 'payment',
      payment: { symbol: 'CDX', to: bob.address, amount: units(5) },
    });
    expect(describeStep(spendReserve(bob.address)).subject).toBe('reserve');
    expect(describeStep({ type: 'raise-reserve', asset: 'coin', amount: '1' }).subject).toBe('treasury');
    expect(describeStep({ type: 'mint', to: bob.address, amount: '7' })).toMatchObject({
      subject: 'mint',
      tokens: { account: bob.address, amount: '7' },
    });
    expect(describeStep({ type: 'slash', account: bob.address, amount: '7', reason: 'x' }).subject).toBe(
      'slash',
    );
    expect(describeStep({ type: 'set-parameter', name: 'quorumPercent', value: '5' })).toMatchObject({
      subject: 'parameter',
      parameter: { name: 'quorumPercent', from: '4', to: '5', minimum: '0', maximum: '100' },
    });
    const guardian = encodeFunctionData({
      ...{ abi: CONTRACT_ABIS.governor, functionName: 'setProposalGuardian', args: [bob.address] },
    });
    expect(describeData(governor, guardian)).toBe('guardian');
    const role = { abi: CONTRACT_ABIS.treasury, functionName: 'grantRole' } as const;
    expect(
      describeData(treasury, encodeFunctionData({ ...role, args: [`0x${'0'.repeat(64)}`, bob.address] })),
    ).toBe('roles');
    const delay = encodeFunctionData({
      abi: CONTRACT_ABIS.timelock,
      functionName: 'updateDelay',
      args: [0n],
    });
    expect(describeData(timelock, delay)).toBe('control');
    const relay = { abi: CONTRACT_ABIS.governor, functionName: 'relay' } as const;
    expect(describeData(governor, encodeFunctionData({ ...relay, args: [zeroAddress, 0n, '0x'] }))).toBe(
      'control',
    );
    expect(describeData(treasury, '0xdeadbeef')).toBe('unknown');
    expect(describeData(bob.address, '0x')).toBe('unknown');
    expect(describeData(treasury, '0x', 1n)).toBe('treasury');
  });

  it('is held to the bounds that the contracts have', async () => {
    await using organisation = await createOrganisation();
    const { network, addresses, view } = organisation;
    const reader = createPublicClient({ transport: custom({ request: network.request }) });
    const stakes = { address: addresses.stakes, abi: CONTRACT_ABIS.stakes } as const;
    const governor = { address: addresses.governor, abi: CONTRACT_ABIS.governor } as const;
    const treasury = { address: addresses.treasury, abi: CONTRACT_ABIS.treasury } as const;
    const values = parameterValues((await view()).parameters);
    expect(values.unbondingPeriod).toEqual({
      current: BigInt(await reader.readContract({ ...stakes, functionName: 'unbondingPeriod' })),
      minimum: BigInt(await reader.readContract({ ...stakes, functionName: 'MIN_UNBONDING_PERIOD' })),
      maximum: BigInt(await reader.readContract({ ...stakes, functionName: 'MAX_UNBONDING_PERIOD' })),
    });
    expect(values.expeditedVotingPeriod).toEqual({
      current: BigInt(await reader.readContract({ ...governor, functionName: 'expeditedVotingPeriod' })),
      minimum: BigInt(await reader.readContract({ ...governor, functionName: 'MIN_EXPEDITED_PERIOD' })),
      maximum: await reader.readContract({ ...governor, functionName: 'votingPeriod' }),
    });
    expect(values.quorumPercent.maximum).toBe(
      await reader.readContract({ ...governor, functionName: 'quorumDenominator' }),
    );
    expect(await reader.readContract({ ...treasury, functionName: 'RESERVE_PERCENT' })).toBe(20n);
    expect(await reader.readContract({ ...treasury, functionName: 'PAUSE_COOLDOWN' })).toBe(14 * DAY);
  });

  it('is voted on with own stake and with what was delegated', async () => {
    await using organisation = await createOrganisation();
    const { network, addresses, alice, bob, act } = organisation;
    await act(alice, { type: 'stake', amount: units(2_000) });
    await act(bob, { type: 'stake', amount: units(500) });
    await act(bob, { type: 'delegate', to: alice.address });
    await network.advance(60);
    const proposed = await act(alice, {
      ...{ type: 'propose', track: 'standard', category: 'general', title: 'Meet' },
      ...{ description: '', steps: [{ type: 'signal' }] },
    });
    const [proposal] = proposed.proposals;
    if (!proposal) throw new Error('no proposal');
    await network.advance(2 * DAY + 60);
    const question = { proposalId: proposal.id, opensAt: proposal.opensAt };
    const voterOf = (account: LocalAccount) =>
      readVoter(network, addresses, { ...question, account: account.address });
    expect(await voterOf(alice)).toMatchObject({
      weight: parseEther('2500'),
      ownStake: parseEther('2000'),
      hasVoted: false,
    });
    expect(await voterOf(bob)).toMatchObject({ weight: 0n, ownStake: parseEther('500') });
    await act(alice, {
      type: 'vote',
      proposalId: proposal.id,
      support: 'for',
      reason: '',
      isOverride: false,
    });
    expect((await voterOf(alice)).hasVoted).toBe(true);
  });
});
