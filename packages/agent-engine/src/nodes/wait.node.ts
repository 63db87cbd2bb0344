import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { done, paused } from '../outcome.ts';

const MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
const units = Object.keys(MS) as [keyof typeof MS, ...(keyof typeof MS)[]];

/** Waits for a while without keeping anything busy; the run may sleep in the journal meanwhile. */
export const waitNode = defineNode({
  kind: 'wait',
  version: 1,
  meta: { label: 'Wait', group: 'logic', icon: 'timer', summary: 'Goes on after a while' },
  config: z.object({
    amount: z.number().min(0).max(10_000).default(1).meta({ label: 'How long', control: 'number' }),
    unit: z.enum(units).default('minutes').meta({ label: 'Unit', control: 'select' }),
  }),
  ports: {
    in: { input: { label: 'Input', type: 'any', required: true } },
    out: { value: { label: 'Value', type: 'any' } },
  },
  cardSettings: ['amount', 'unit'],
  run({ config: { amount, unit }, input, isTimeUp, calls }) {
    if (isTimeUp) return done({ port: 'value', value: input.input });
    return paused({ reason: `It goes on after ${amount} ${unit}.`, until: calls.now() + amount * MS[unit] });
  },
});
