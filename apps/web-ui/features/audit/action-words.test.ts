import { expect, it } from 'vitest';
import { describeAction } from './action-words';

it.each([
  ['createFlow', 'Create flow'],
  ['deleteApiToken', 'Delete API token'],
  ['rerun', 'Rerun'],
])('reads %s as %s', (action, words) => {
  expect(describeAction(action)).toBe(words);
});
