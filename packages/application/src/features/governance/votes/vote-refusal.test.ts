import type { Subject } from '@codexos/protocol/proposal-facts';
import type { VotePolicy } from '@codexos/protocol/vote-policy';
import { describe, expect, it } from 'vitest';
import { refusalToPlan, refusalToSign, type SigningGround } from './vote-refusal.ts';

const UNIT = 10n ** 18n;
const HOUR = 3_600_000;

const policy: VotePolicy = {
  isOn: true,
  categories: ['treasury'],
  maxWeight: (10_000n * UNIT).toString(),
  isOwnStakeOnly: true,
  choices: { 'no-objection': 'for', concerns: 'abstain', objection: 'none' },
  never: ['reserve'],
  delayMs: 12 * HOUR,
  maxVotesPerDay: 3,
};
const ground: SigningGround = {
  policy,
  proposal: { category: 'treasury', state: 'active', opensAt: 0, closesAt: 7 * 24 * HOUR },
  subjects: ['payment'],
  verdict: 'no-objection',
  support: 'for',
  now: 13 * HOUR,
  dueAt: 12 * HOUR,
  weight: 5_000n * UNIT,
  ownStake: 5_000n * UNIT,
  votesInDay: 0,
};
const withPolicy = (change: Partial<VotePolicy>): SigningGround => ({
  ...ground,
  policy: { ...policy, ...change },
});

describe('the policy of an agent that votes', () => {
  it('allows what it says', () => {
    expect(refusalToPlan(ground)).toBeUndefined();
    expect(refusalToSign(ground)).toBeUndefined();
  });

  it('holds before a decision as well as at the signature', () => {
    const cases: [Partial<SigningGround>, RegExp][] = [
      [withPolicy({ isOn: false }), /turned off/],
      [withPolicy({ categories: ['general'] }), /does not cover the category treasury/],
      [{ subjects: ['payment', 'reserve'] }, /pays from the reserve, and its policy leaves that out/],
      [{ verdict: 'objection' }, /found an objection, and its policy casts no vote then/],
    ];
    for (const [change, reason] of cases) {
      expect(refusalToPlan({ ...ground, ...change })).toMatch(reason);
      expect(refusalToSign({ ...ground, ...change })).toMatch(reason);
    }
  });

  it('never lets an agent vote on guardian, roles, the contracts themselves or what cannot be decoded', () => {
    const wide = withPolicy({ categories: ['treasury', 'protocol'], never: [] });
    for (const subject of ['guardian', 'roles', 'control', 'unknown'] satisfies Subject[])
      expect(refusalToSign({ ...wide, subjects: ['payment', subject] })).toMatch(/No agent votes on that/);
  });

  it('does not prepare a vote whose delay outlasts the vote', () => {
    expect(refusalToPlan({ ...ground, now: 6.5 * 24 * HOUR })).toMatch(/ends after the vote has closed/);
    // One that is due was in time when it was decided.
    expect(refusalToSign({ ...ground, now: 6.9 * 24 * HOUR })).toBeUndefined();
  });

  it('waits for the delay and for the vote to open', () => {
    expect(refusalToSign({ ...ground, now: 11 * HOUR })).toMatch(/delay of its policy has not passed/);
    expect(refusalToSign({ ...ground, proposal: { ...ground.proposal, state: 'pending' } })).toMatch(
      /not open/,
    );
    expect(refusalToSign({ ...ground, proposal: { ...ground.proposal, state: 'canceled' } })).toMatch(
      /not open/,
    );
  });

  it('signs no other side than the newest review leads to', () => {
    expect(refusalToSign({ ...ground, support: 'against' })).toMatch(/decided against, .* wants for/);
    expect(refusalToSign({ ...ground, verdict: 'concerns' })).toMatch(/decided for, .* wants abstain/);
  });

  it('keeps to weight, own stake and the number of a day', () => {
    expect(refusalToSign({ ...ground, weight: 0n })).toMatch(/no votes when the vote opened/);
    expect(refusalToSign({ ...ground, weight: 6_000n * UNIT })).toBe(
      'Its account casts 6,000 CDX, of which 5,000 are its own stake. Its policy allows its own stake only.',
    );
    const lent = { ...withPolicy({ isOwnStakeOnly: false }), weight: 10_001n * UNIT };
    expect(refusalToSign(lent)).toBe(
      'The vote would weigh 10,001 CDX, and its policy allows 10,000 at most.',
    );
    expect(refusalToSign({ ...lent, weight: 10_000n * UNIT })).toBeUndefined();
    expect(refusalToSign({ ...ground, votesInDay: 3 })).toMatch(
      /3 votes in 24 hours, as many as its policy allows/,
    );
  });
});
