import { expect, it } from 'vitest';
import { createVisits } from './visits.ts';

it('tells the first visit of each window', () => {
  let now = 1_000;
  const visits = createVisits({ windowMs: 60, clock: () => now });
  expect([visits.isFirst('a'), visits.isFirst('a'), visits.isFirst('b')]).toEqual([true, false, true]);
  now += 60;
  expect(visits.isFirst('a')).toBe(true);
});

it('forgets the oldest key when there are too many', () => {
  const visits = createVisits({ windowMs: 60, clock: () => 0, maxKeys: 2 });
  for (const key of ['a', 'b', 'c']) visits.isFirst(key);
  expect(visits.isFirst('c')).toBe(false);
  expect(visits.isFirst('a')).toBe(true);
});
