/** Payloads of signals against their JSON Schema. Kept apart from the shapes: the reader of JSON Schemas is large, and no page needs it. */
import { z } from 'zod';
import type { JsonObject, JsonValue } from './json.ts';
import { signalQuestionSchema } from './signal.ts';

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
function payloadProblem(schema: JsonObject, payload: JsonValue): string | undefined {
  const { error } = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(payload);
  return error?.issues
    .map(({ path, message }) => (path.length === 0 ? message : `“${path.join('.')}”: ${message}`))
    .join('; ');
}

/** Why the question of a node that waits for a signal cannot take a payload; undefined when it can, or asks for none. */
export function signalProblem(question: unknown, payload: JsonValue): string | undefined {
  const { data } = signalQuestionSchema.safeParse(question);
  return data && payloadProblem(data.schema, payload);
}
