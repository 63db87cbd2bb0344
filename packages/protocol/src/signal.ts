/** Signals: what a run waits for that neither a person nor a clock gives, but a program. */
import { z } from 'zod';
import { jsonObjectSchema } from './json.ts';

export const signalNameSchema = z
  .string()
  .max(100)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'must hold letters, digits, dots, - and _, and start with a letter or digit',
  );

export const signalKeySchema = z.string().max(500);

/** Answered with the payload of the signal. */
export const signalQuestionSchema = z.object({
  type: z.literal('signal'),
  name: signalNameSchema,
  /** Which of several runs is meant, such as the number of an order; empty where there is only one. */
  key: signalKeySchema,
  /** JSON Schema of the payload. */
  schema: jsonObjectSchema,
});
export type SignalQuestion = z.infer<typeof signalQuestionSchema>;
