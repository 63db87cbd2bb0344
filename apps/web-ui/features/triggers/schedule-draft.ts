/** A schedule as a form asks for it, and the cron expression that says the same. */
export const RHYTHMS = ['hourly', 'daily', 'weekdays', 'weekly', 'monthly', 'custom'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export interface ScheduleDraft {
  rhythm: Rhythm;
  /** `HH:MM`; of an hourly schedule the minutes alone count. */
  time: string;
  /** 0 is Sunday. */
  weekday: number;
  day: number;
  /** What a custom schedule says. */
  cron: string;
}

export const FIRST_SCHEDULE: ScheduleDraft = {
  rhythm: 'weekdays',
  time: '09:00',
  weekday: 1,
  day: 1,
  cron: '0 9 * * 1-5',
};

export function toCron({ rhythm, time, weekday, day, cron }: ScheduleDraft): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  switch (rhythm) {
    case 'hourly':
      return `${minute} * * * *`;
    case 'daily':
      return `${minute} ${hour} * * *`;
    case 'weekdays':
      return `${minute} ${hour} * * 1-5`;
    case 'weekly':
      return `${minute} ${hour} * * ${weekday}`;
    case 'monthly':
      return `${minute} ${hour} ${day} * *`;
    case 'custom':
      return cron.trim();
  }
}

const SIMPLE = /^(\d{1,2}) (\*|\d{1,2}) (\*|\d{1,2}) \* (\*|[0-6]|1-5)$/;

/** What the form shows for a cron expression: a rhythm where there is one for it, else the expression. */
export function fromCron(cron: string): ScheduleDraft {
  const custom: ScheduleDraft = { ...FIRST_SCHEDULE, rhythm: 'custom', cron };
  const [, minute = '', hour = '', day = '', weekday = ''] = SIMPLE.exec(cron) ?? [];
  if (minute === '') return custom;
  const draft = {
    ...custom,
    time: `${hour === '*' ? '00' : hour.padStart(2, '0')}:${minute.padStart(2, '0')}`,
  };
  if (hour === '*') return day === '*' && weekday === '*' ? { ...draft, rhythm: 'hourly' } : custom;
  if (day !== '*') return weekday === '*' ? { ...draft, rhythm: 'monthly', day: Number(day) } : custom;
  if (weekday === '*') return { ...draft, rhythm: 'daily' };
  if (weekday === '1-5') return { ...draft, rhythm: 'weekdays' };
  return { ...draft, rhythm: 'weekly', weekday: Number(weekday) };
}
