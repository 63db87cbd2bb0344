/** Signals: what a run waits for that neither a person nor a clock gives, but a program. */
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject, type JsonValue } from './json.ts';

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

/** Why a JSON Schema cannot be used; undefined when it can. */
export function payloadSchemaProblem(schema: JsonObject): string | undefined {
  try {
    z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Why a payload does not fit its schema, in one sentence; undefined when it does. */
export function payloadProblem(schema: JsonObject, payload: JsonValue): string | undefined {
  const { error } = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(payload);
  return error?.issues
    .map(({ path, message }) => (path.length === 0 ? message : `“${path.join('.')}”: ${message}`))
    .join('; ');
}
