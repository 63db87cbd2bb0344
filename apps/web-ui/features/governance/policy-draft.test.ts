import { votePolicySchema, type VotingAgent } from '@codexos/protocol/vote-policy';
import { describe, expect, it } from 'vitest';
import { draftOf, FIRST_POLICY, finishPolicy } from './policy-draft';
import { describePolicy } from './policy-words';

const address = `0x${'a'.repeat(40)}`;

describe('a policy while it is typed', () => {
  it('is sent once an account, a weight and a category are there', () => {
    expect(finishPolicy(FIRST_POLICY)).toBeUndefined();
    const draft = { ...FIRST_POLICY, account: `local:${address}` };
    const finished = finishPolicy(draft);
    expect(finished?.account).toEqual({ type: 'local', address });
    expect(votePolicySchema.parse(finished?.policy).maxWeight).toBe((10_000n * 10n ** 18n).toString());
    expect(finishPolicy({ ...draft, account: 'secret:VOTER_KEY' })?.account).toEqual({
      type: 'secret',
      secret: 'VOTER_KEY',
    });
    expect(finishPolicy({ ...draft, maxWeight: 'much' })).toBeUndefined();
    expect(finishPolicy({ ...draft, policy: { ...draft.policy, categories: [] } })).toBeUndefined();
  });

  it('comes back as it was sent', () => {
    const finished = finishPolicy({ ...FIRST_POLICY, account: `local:${address}` });
    expect(finishPolicy(draftOf(finished as VotingAgent))).toEqual(finished);
  });

  it('reads as sentences', () => {
    const policy = finishPolicy({ ...FIRST_POLICY, account: `local:${address}` })?.policy;
    expect(policy && describePolicy(policy)).toEqual([
      'Categories: General, Treasury.',
      'No objection: vote for; Concerns: do not vote; Objection: vote against.',
      'Leaves out: payments from the reserve, new tokens, stake taken from somebody, pauses.',
      'At most 10,000 CDX, of its own stake only, and 3 votes in 24 hours.',
      'Waits 12 h before it votes.',
    ]);
  });
});
