/** Times of a schedule: a cron expression in a time zone. */
import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import type { Schedule, TriggerConfig } from '@codexos/protocol/contracts/triggers.contract';
import { CodexError, errorMessage } from '@codexos/utils/errors';

type Times = Pick<Schedule, 'cron' | 'timeZone'>;

/** Missed times that are counted one by one; of more than these only the latest are looked at. */
const MAX_MISSED = 500;
const LATEST = 60;
/** Runs that make up for missed times, when all are wanted. */
const MAX_CAUGHT_UP = 24;

/** The first time after `after`, epoch ms; undefined when there is none. Throws TRIGGER_INVALID. */
export function nextTime(schedule: Times, after: number): number | undefined {
  return parse(schedule).nextRun(new Date(after))?.getTime();
}

/** When a trigger that is on is looked at first; undefined for one that waits for messages. */
export function firstTime(config: TriggerConfig, now: number): number | undefined {
  switch (config.type) {
    case 'schedule':
      return nextTime(config, now);
    case 'source':
      return now;
    case 'webhook':
      return undefined;
  }
}

export function nextTimes(schedule: Times, after: number, count: number): number[] {
  const times: number[] = [];
  for (let at = nextTime(schedule, after); at !== undefined && times.length < count;) {
    times.push(at);
    at = nextTime(schedule, at);
  }
  return times;
}

export function wordsOf({ cron, timeZone }: Times): string {
  const text = cronstrue.toString(cron, { use24HourTimeFormat: true, throwExceptionOnParseError: false });
  return `${text} (${timeZone})`;
}

/**
 * Which times are made up for, and how many are left out, when a schedule is looked at late. A time is missed when it
 * is more than `graceMs` ago.
 */
export function dueTimes(
  schedule: Schedule,
  { firstAt, now, graceMs }: { firstAt: number; now: number; graceMs: number },
): { fire: number[]; skippedCount: number } {
  const walked = timesUntil(schedule, firstAt, now);
  const isWhole = walked.length < MAX_MISSED;
  const gapMs = ((walked.at(-1) ?? firstAt) - firstAt) / walked.length;
  const times = isWhole ? walked : timesUntil(schedule, now - gapMs * LATEST, now);
  const missed = times.filter((at) => now - at > graceMs);
  const current = times.slice(missed.length);
  const made = { skip: [], once: missed.slice(-1), all: missed.slice(-MAX_CAUGHT_UP) }[schedule.missed];
  const passedCount = isWhole ? missed.length : walked.length + missed.length;
  return { fire: [...made, ...current], skippedCount: passedCount - made.length };
}

/** From `from`, or the first time after it, to `now`; no more than are counted one by one. */
function timesUntil(schedule: Schedule, from: number, now: number): number[] {
  const times: number[] = [];
  for (let at = nextTime(schedule, from - 1); at !== undefined && at <= now; at = nextTime(schedule, at)) {
    times.push(at);
    if (times.length >= MAX_MISSED) break;
  }
  return times;
}

/** Throws TRIGGER_INVALID for a schedule that cannot be read, or that never comes. */
export function assertSchedule(schedule: Times, now: number): void {
  if (nextTime(schedule, now) !== undefined) return;
  throw new CodexError({
    code: 'TRIGGER_INVALID',
    message: `“${schedule.cron}” names no time that is still to come.`,
    hint: 'Check day and month.',
  });
}

function parse({ cron, timeZone }: Times): Cron {
  if (!isTimeZone(timeZone)) {
    throw new CodexError({
      code: 'TRIGGER_INVALID',
      message: `There is no time zone “${timeZone}”.`,
      hint: 'Use a name of the IANA database, such as Europe/Berlin, or UTC.',
    });
  }
  try {
    return new Cron(cron, { timezone: timeZone });
  } catch (error) {
    throw new CodexError({
      code: 'TRIGGER_INVALID',
      message: `“${cron}” is no schedule: ${errorMessage(error)}`,
      hint: 'Write minute, hour, day, month and weekday, such as 0 9 * * 1-5.',
      cause: error,
    });
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
