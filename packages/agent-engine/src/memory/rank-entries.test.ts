import { expect, it } from 'vitest';
import { rankEntries } from './rank-entries.ts';

it('puts the entries first that share words with the query, then the newest', () => {
  const entries = [
    { key: 'a', value: 'likes tea', updatedAt: 1 },
    { key: 'b', value: 'deploys on friday', updatedAt: 2 },
    { key: 'c', value: 'nothing', updatedAt: 3 },
  ];
  expect(rankEntries(entries, 'Which tea?').map(({ key }) => key)).toEqual(['a', 'c', 'b']);
});
