import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GovernanceAction } from '@codexos/protocol/governance-action';
import { describe, expect, it } from 'vitest';
import type { Principal } from '../../guard/principal.ts';
import { createTestApplication } from '../../testing/create-test-application.ts';
import { invoke } from '../../use-case.ts';
import { advanceChainClockUseCase } from './advance-chain-clock.use-case.ts';
import { getGovernanceUseCase } from './get-governance.use-case.ts';
import { getProposalUseCase } from './get-proposal.use-case.ts';
import { prepareGovernanceActionUseCase } from './prepare-governance-action.use-case.ts';
import { submitGovernanceActionUseCase } from './submit-governance-action.use-case.ts';

const UNIT = 10n ** 18n;
const DAY = 86_400;

async function createGovernance() {
  const test = await createTestApplication();
  const { services } = test.application;
  const as = (principal: Principal) => ({
    view: () => invoke(getGovernanceUseCase, { services, principal, request: {} }),
    proposal: (proposalId: string) =>
      invoke(getProposalUseCase, { services, principal, request: { params: { proposalId } } }),
    act: (account: string, action: GovernanceAction) =>
      invoke(submitGovernanceActionUseCase, { services, principal, request: { body: { account, action } } }),
    prepare: (account: string, action: GovernanceAction) =>
      invoke(prepareGovernanceActionUseCase, { services, principal, request: { body: { account, action } } }),
    advance: (seconds: number) =>
      invoke(advanceChainClockUseCase, { services, principal, request: { body: { seconds } } }),
  });
  return { test, as, admin: as(test.principal), [Symbol.asyncDispose]: () => test[Symbol.asyncDispose]() };
}

const proposal: Extract<GovernanceAction, { type: 'propose' }> = {
  type: 'propose',
  track: 'standard',
  category: 'general',
  title: 'Meet on Mondays',
  description: '',
  steps: [{ type: 'signal' }],
};

describe('governance', () => {
  it('starts the local chain when it is asked for, and knows its parameters from events', async () => {
    await using governance = await createGovernance();
    const view = await governance.admin.view();
    expect(view.network).toMatchObject({ kind: 'local' });
    expect(view.parameters).toMatchObject({
      discussionMs: 2 * DAY * 1000,
      votingMs: 7 * DAY * 1000,
      expeditedVotingMs: 3 * DAY * 1000,
      timelockMs: 2 * DAY * 1000,
      unbondingMs: 7 * DAY * 1000,
      threshold: (1_000n * UNIT).toString(),
      quorumPercent: 4,
    });
    expect(view.stakeholders.map(({ localName }) => localName).sort()).toEqual([
      'Account 1',
      'Account 2',
      'Account 3',
      'Account 4',
      'Guardian',
    ]);
    expect(view.treasury.assets[0]).toMatchObject({
      total: (600_000n * UNIT).toString(),
      reserve: (120_000n * UNIT).toString(),
    });
  });

  it('makes a proposal with an account of the local network and lets the guardian stop it', async () => {
    await using governance = await createGovernance();
    const { admin } = governance;
    const { stakeholders } = await admin.view();
    const addressOf = (name: string): string =>
      stakeholders.find(({ localName }) => localName === name)?.address ?? '';
    const account = addressOf('Account 1');
    await expect(admin.act(account, proposal)).rejects.toThrow(/GovernorInsufficientProposerVotes/);
    await admin.act(account, { type: 'stake', amount: (2_000n * UNIT).toString() });
    await admin.advance(60);
    const { proposalId = '' } = await admin.act(account, proposal);
    expect(await admin.proposal(proposalId)).toMatchObject({ title: 'Meet on Mondays', state: 'pending' });

    const creator = governance.as({ ...governance.test.principal, role: 'creator' });
    const veto = { type: 'cancel', proposalId } as const;
    await expect(creator.act(addressOf('Guardian'), veto)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await admin.act(addressOf('Guardian'), veto);
    expect((await admin.proposal(proposalId)).state).toBe('canceled');
    await expect(admin.proposal('1')).rejects.toMatchObject({ code: 'PROPOSAL_NOT_FOUND' });
    await expect(admin.act(`0x${'1'.repeat(40)}`, { type: 'withdraw' })).rejects.toThrow(/has no key/);
  });

  it('prepares transactions for a wallet, with what a proposal would do', async () => {
    await using governance = await createGovernance();
    const wallet = `0x${'1'.repeat(40)}`;
    const prepared = await governance.admin.prepare(wallet, {
      ...proposal,
      steps: [{ type: 'spend', asset: 'coin', to: wallet, amount: '1' }],
    });
    expect(prepared.transactions.map(({ label }) => label)).toEqual(['Make the proposal']);
    expect(prepared.simulation[0]).toMatchObject({ outcome: 'fails' });
    expect(prepared.simulation[0]?.note).toContain('TreasuryInsufficientFunds');
    const stake = await governance.admin.prepare(wallet, { type: 'stake', amount: '5' });
    expect(stake.transactions.map(({ label }) => label)).toEqual(['Allow the stake', 'Stake']);
  });

  it('keeps the seed of its accounts sealed', async () => {
    await using governance = await createGovernance();
    await governance.admin.view();
    const folder = join(governance.test.dataFolder, 'chain');
    expect(readFileSync(join(folder, 'seed.sealed'), 'utf8')).toMatch(/^v1\./);
    expect(readdirSync(folder).sort()).toEqual(['local', 'organisation.json', 'seed.sealed']);
  });
});
