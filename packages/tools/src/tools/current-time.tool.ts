import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineTool } from '../define-tool.ts';

/** Tells the date and time, in any time zone. */
export const currentTimeTool = defineTool({
  name: 'current-time',
  label: 'Current time',
  description: 'Tell the present date, weekday and time in a time zone.',
  icon: 'clock',
  effect: 'read',
  input: z.object({
    timeZone: z
      .string()
      .max(64)
      .default('UTC')
      .describe('IANA name such as Europe/Berlin')
      .meta({ label: 'Time zone', placeholder: 'UTC' }),
  }),
  output: z.object({
    iso: z.string(),
    local: z.string(),
    weekday: z.string(),
    timeZone: z.string(),
    epochMs: z.int(),
  }),
  run: ({ input: { timeZone }, context }) => {
    const epochMs = context.now();
    const { weekday, ...parts } = partsIn(timeZone, epochMs);
    const local = `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
    return Promise.resolve({
      output: { iso: new Date(epochMs).toISOString(), local, weekday: weekday ?? '', timeZone, epochMs },
    });
  },
});

function partsIn(timeZone: string, epochMs: number): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'long',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    return Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  } catch (cause) {
    throw new CodexError({
      code: 'TOOL_INPUT_INVALID',
      message: `"${timeZone}" is not a time zone.`,
      hint: 'Use an IANA name such as UTC, Europe/Berlin or America/New_York.',
      cause,
    });
  }
}
