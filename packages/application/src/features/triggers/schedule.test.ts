import type { Schedule } from '@codexos/protocol/contracts/triggers.contract';
import { describe, expect, it } from 'vitest';
import { assertSchedule, dueTimes, nextTimes, wordsOf } from './schedule.ts';

const hourly: Schedule = { type: 'schedule', cron: '0 * * * *', timeZone: 'UTC', missed: 'once' };
const at = (text: string): number => Date.parse(text);
const iso = (times: readonly number[]): string[] => times.map((time) => new Date(time).toISOString());

describe('the times of a schedule', () => {
  it('follow the clocks of their zone when they are put forward and back', () => {
    const nightly = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    // 02:30 does not exist on 29 March: it fires at the first moment after the gap, once.
    expect(iso(nextTimes(nightly, at('2026-03-27T12:00Z'), 3))).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
    // 02:30 comes twice on 25 October: it fires once.
    expect(iso(nextTimes(nightly, at('2026-10-24T12:00Z'), 2))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('are said in words', () => {
    expect(wordsOf({ cron: '0 9 * * 1-5', timeZone: 'Europe/Berlin' })).toBe(
      'At 09:00, Monday through Friday (Europe/Berlin)',
    );
  });

  it.each([
    ['every day', 'UTC', 'every day'],
    ['0 9 * * *', 'Mars/Olympus', 'Mars/Olympus'],
    ['0 0 30 2 *', 'UTC', 'no time'],
  ])('are refused as %s in %s, with what is wrong', (cron, timeZone, words) => {
    expect(() => assertSchedule({ cron, timeZone }, 0)).toThrow(words);
  });
});

describe('missed times', () => {
  const late = { firstAt: at('2026-01-01T00:00Z'), now: at('2026-01-03T00:00Z') + 1_000, graceMs: 60_000 };

  it.each([
    ['skip', 1, 48],
    ['once', 2, 47],
    ['all', 25, 24],
  ] as const)('by the rule %s', (missed, fired, skipped) => {
    const { fire, skippedCount } = dueTimes({ ...hourly, missed }, late);
    // What is due at this moment was not missed.
    expect([fire.length, skippedCount, fire.at(-1)]).toEqual([fired, skipped, at('2026-01-03T00:00Z')]);
  });

  it('are bounded, however long nobody looked', () => {
    const ages = { ...late, firstAt: at('2020-01-01T00:00Z') };
    expect(dueTimes({ ...hourly, missed: 'all' }, ages).fire).toHaveLength(25);
  });
});
