import type { ActionFacts } from '@codexos/protocol/proposal-facts';
import { describe, expect, it } from 'vitest';
import {
  createProposalFacts,
  parameterChange,
  payment,
  PROPOSER,
  units,
} from '../testing/create-proposal-facts.ts';
import { checkProposal } from './check-proposal.ts';

type Options = Parameters<typeof createProposalFacts>[1];

/** Verdict, and the texts of what is more than a note. */
function check(actions: readonly ActionFacts[], options?: Options) {
  const { verdict, findings } = checkProposal(createProposalFacts(actions, options));
  return {
    verdict,
    texts: findings.filter(({ severity }) => severity !== 'note').map(({ text }) => text),
    notes: findings.filter(({ severity }) => severity === 'note').map(({ text }) => text),
  };
}

const reserve = (amount: number): ActionFacts => payment(amount, { subject: 'reserve' });

describe('payments', () => {
  it('names what remains and that the reserve stays', () => {
    const { verdict, notes } = check([payment(5_000)]);
    expect(verdict).toBe('no-objection');
    expect(notes).toEqual([
      'It pays 5,000 CDX, which is 1 % of what is available; 475,000 CDX remain. The reserve of 120,000 CDX stays untouched.',
    ]);
  });

  it('objects to what is more than available, although there is enough with the reserve', () => {
    const note = 'TreasuryInsufficientFunds(…)';
    const { verdict, texts } = check([payment(480_001, { simulation: { outcome: 'fails', note } })]);
    expect(verdict).toBe('objection');
    expect(texts).toEqual([
      'It pays 480,001 CDX, and 480,000 CDX are available. The other 120,000 CDX are the reserve, which no payment may touch: the treasury refuses the whole payment.',
    ]);
  });

  it('finds payments that pass alone and fail together', () => {
    const { verdict, texts } = check([payment(240_000), payment(240_001)]);
    expect(verdict).toBe('objection');
    expect(texts.join()).toContain('Each would pass alone; together they fail.');
  });

  it('calls a quarter of what is available large, and a payment to the proposer a concern', () => {
    expect(check([payment(120_000)])).toMatchObject({ verdict: 'concerns' });
    const own = payment(1, {
      payment: { symbol: 'CDX', to: PROPOSER.toUpperCase().replace('X', 'x'), amount: units(1) },
    });
    expect(check([own]).texts).toEqual(['It pays the account that made the proposal.']);
  });

  it('knows when the reserve opens', () => {
    expect(check([reserve(1_000)], { proposal: { category: 'emergency' } })).toMatchObject({
      verdict: 'objection',
      texts: [expect.stringContaining('opens only while a pause of the guardian lasts')],
    });
    const isPaused = { treasury: { isPaused: true }, proposal: { category: 'emergency' } } as const;
    expect(check([reserve(1_000)], isPaused)).toMatchObject({
      verdict: 'concerns',
      texts: [expect.stringContaining('0.8 %')],
    });
    expect(check([reserve(120_001)], isPaused).verdict).toBe('objection');
    expect(check([payment(1)], { treasury: { isPaused: true } }).texts[0]).toContain('has paused payments');
  });
});

describe('parameters', () => {
  const category = { proposal: { category: 'parameters' } } as const;

  it('compares with the value in force', () => {
    const quorum = { name: 'quorumPercent', from: '4', minimum: '0', maximum: '100' } as const;
    expect(check([parameterChange({ ...quorum, to: '5' })], category)).toMatchObject({
      verdict: 'no-objection',
      notes: ['It changes the quorum from 4 % to 5 %.'],
    });
    expect(check([parameterChange({ ...quorum, to: '4' })], category).texts[0]).toContain(
      'which it is already',
    );
    expect(check([parameterChange({ ...quorum, to: '1' })], category).verdict).toBe('concerns');
    expect(check([parameterChange({ ...quorum, to: '0' })], category).texts).toEqual([
      'It changes the quorum from 4 % to 0 %, a change by more than half or to more than twice.',
      'Without a quorum a single vote decides, however few take part.',
    ]);
    expect(check([parameterChange({ ...quorum, to: '101' })], category)).toMatchObject({
      verdict: 'objection',
      texts: ['It sets the quorum to 101 %, and the contract accepts 0 % to 100 %: it would fail.'],
    });
  });

  it('says times in hours and days', () => {
    const from = String(48 * 3_600);
    const delay = parameterChange({ name: 'votingDelay', from, to: String(72 * 3_600) });
    expect(check([delay], category).notes).toEqual([
      'It changes the discussion before a vote from 48 hours to 3 days.',
    ]);
  });

  it('objects to a threshold that nobody could reach', () => {
    const change = parameterChange({ name: 'proposalThreshold', from: units(1_000), to: units(70_001) });
    expect(check([change], category)).toMatchObject({ verdict: 'objection' });
    const half = parameterChange({ name: 'proposalThreshold', from: units(30_000), to: units(40_000) });
    expect(check([half], category).texts[0]).toContain('more than half of all stake');
  });
});

describe('powers', () => {
  const call = (subject: ActionFacts['subject'], change: Partial<ActionFacts> = {}): ActionFacts => ({
    summary: `Calls ${subject}`,
    subject,
    value: '0',
    simulation: { outcome: 'ok' },
    ...change,
  });

  it('objects to what cannot be decoded, and asks for care with guardian, roles and control', () => {
    expect(check([call('unknown')], { proposal: { category: 'protocol' } }).verdict).toBe('objection');
    for (const subject of ['guardian', 'roles', 'control', 'pause'] as const)
      expect(check([call(subject)], { proposal: { category: 'protocol' } }).verdict).toBe('concerns');
  });

  it('weighs new tokens against those that there are and can be', () => {
    const mint = (amount: number) => call('mint', { tokens: { account: PROPOSER, amount: units(amount) } });
    expect(check([mint(1_000)]).notes[0]).toContain('0.1 % of all tokens');
    expect(check([mint(50_000)]).verdict).toBe('concerns');
    expect(check([mint(9_000_001)]).verdict).toBe('objection');
  });

  it('tells what was tried and failed, once', () => {
    const failing = call('words', { simulation: { outcome: 'fails', note: 'ExpiringPauseActive(1)' } });
    expect(check([failing]).texts).toEqual(['It was tried and would fail: ExpiringPauseActive(1).']);
  });
});

describe('form', () => {
  it('misses reasons, and a category that fits', () => {
    const { texts } = check([payment(1)], { proposal: { category: 'general', description: '# Pay' } });
    expect(texts).toEqual([
      'It gives no reasons: there is only a title.',
      'Its category is general, and it holds a payment from the treasury. Who follows the category treasury may not see it.',
    ]);
  });

  it('notes the expedited track, other periods, and the same action twice', () => {
    const { notes, texts } = check([payment(1), payment(1)], {
      proposal: { track: 'expedited', category: 'emergency', opensAt: 1_790_000_000_000 },
    });
    expect(notes).toContainEqual(expect.stringContaining('It is expedited: 9 days of vote'));
    expect(notes).toContainEqual(expect.stringContaining('It is discussed for 0 seconds'));
    expect(texts).toEqual(['It does the same as an action before it.']);
  });
});

describe('the report', () => {
  it('holds verdict, findings, actions, the way to a decision and its own limits', () => {
    const { report } = checkProposal(createProposalFacts([payment(5_000)]));
    expect(report).toMatch(/^No objection: /);
    for (const part of [
      '### Findings',
      '### What it does',
      '### How it is decided',
      '### What was not checked',
    ])
      expect(report).toContain(part);
    expect(report).toContain('at least 2,800 CDX of 70,000 CDX (4 %)');
    expect(report).toContain('48 hours of discussion, 7 days of vote, then 48 hours in the timelock');
  });

  it('is the same for the same facts', () => {
    const facts = createProposalFacts([payment(5_000), payment(480_001)]);
    expect(checkProposal(facts)).toEqual(checkProposal(structuredClone(facts)));
  });

  it('cuts a long list of actions', () => {
    const { report } = checkProposal(createProposalFacts(Array.from({ length: 30 }, () => payment(1))));
    expect(report).toContain('And 10 more.');
  });
});
