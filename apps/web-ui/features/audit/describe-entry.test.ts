import { describe, expect, it } from 'vitest';
import { describeAction, describeActor, describeTarget } from './describe-entry';

describe('an entry of the audit log', () => {
  it.each([
    ['createFlow', {}, 'Create flow'],
    ['deleteApiToken', {}, 'Delete API token'],
    ['rerun', {}, 'Rerun'],
    ['submitGovernanceAction', { type: 'vote' }, 'Vote'],
    ['submitGovernanceAction', { type: 'toString' }, 'Submit governance action'],
  ])('says of %s with %o what was done: %s', (action, details, words) => {
    expect(describeAction({ action, details })).toBe(words);
  });

  it('names who did it', () => {
    expect(describeActor({ type: 'user', id: '01ARZ', name: 'Ada' })).toBe('Ada');
    expect(describeActor({ type: 'user', id: '01ARZ' })).toBe('01ARZ');
    expect(describeActor({ type: 'share-link', id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })).toBe(
      'Share link …9G5FAV',
    );
    expect(describeActor({ type: 'system', id: 'command-line' })).toBe('The operator');
  });

  it.each([
    [{ name: 'Shout' }, 'Shout'],
    [{ title: 'Lower the quorum', type: 'vote' }, 'Lower the quorum'],
    [{ amount: '50000000000000000000000', type: 'stake' }, '50,000 CDX'],
    [{ seconds: 172_800 }, 'Local chain, 48 hours forward'],
    [{ seconds: 60 }, 'Local chain, 1 minute forward'],
    [{ thing: 'run' }, 'run 01ARZ'],
    [{}, '01ARZ'],
  ])('says of %o to what: %s', (details, words) => {
    expect(describeTarget({ action: 'x', details, target: '01ARZ' })).toBe(words);
  });
});
