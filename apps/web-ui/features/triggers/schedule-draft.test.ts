import { describe, expect, it } from 'vitest';
import { fromCron, toCron } from './schedule-draft';

describe('a schedule in the form', () => {
  it.each([
    ['5 * * * *', 'hourly'],
    ['0 9 * * *', 'daily'],
    ['30 17 * * 1-5', 'weekdays'],
    ['0 9 * * 0', 'weekly'],
    ['0 6 15 * *', 'monthly'],
    ['*/10 9-17 * * 1,3', 'custom'],
    ['0 9 1 * 1', 'custom'],
    ['0 * * * 1', 'custom'],
    ['0 0 9 * * *', 'custom'],
  ])('%s is shown as %s and is written as it was', (cron, rhythm) => {
    const draft = fromCron(cron);
    expect(draft.rhythm).toBe(rhythm);
    expect(toCron(draft)).toBe(cron);
  });

  it('keeps the time when the rhythm changes', () => {
    expect(toCron({ ...fromCron('30 17 * * 1-5'), rhythm: 'weekly', weekday: 5 })).toBe('30 17 * * 5');
  });
});
