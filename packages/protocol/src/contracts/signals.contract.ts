import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { runIdSchema } from '../ids.ts';
import { jsonSchema } from '../json.ts';
import { signalKeySchema, signalNameSchema } from '../signal.ts';

export const sendSignal = defineContract({
  tag: 'signals',
  method: 'POST',
  path: '/api/v1/signals/:name',
  name: 'sendSignal',
  summary: 'Send a signal to the runs that wait for it; they go on with its payload',
  permission: 'flow:run',
  status: 202,
  params: z.object({ name: signalNameSchema }),
  body: z.object({
    /** As the waiting node has it; empty where it asks for none. */
    key: signalKeySchema.default(''),
    payload: jsonSchema.default(null),
  }),
  response: z.object({
    /** Runs that have taken it. */
    taken: z.array(z.object({ runId: runIdSchema, activationId: z.string() })),
    /** Runs that wait for it and could not take this payload. */
    refused: z.array(z.object({ runId: runIdSchema, activationId: z.string(), reason: z.string() })),
  }),
});
