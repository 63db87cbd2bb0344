import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { jsonSchema } from './json.ts';

/** An error as it crosses the wire: nothing here may hold a secret, a stack or an internal message. */
export const wireErrorSchema = z
  .object({
    code: z.enum(errorCodes),
    /** What happened, in one sentence, from the error table. */
    title: z.string(),
    /** Why it happened, naming the thing concerned. */
    message: z.string(),
    /** What the reader can do about it. */
    hint: z.string().optional(),
    /** Machine-readable facts, such as the problems of a flow. */
    details: jsonSchema.optional(),
    /** Finds the full record in the server's log. */
    errorId: z.string().optional(),
  })
  .meta({ id: 'Error' });
export type WireError = z.infer<typeof wireErrorSchema>;

/** Body of every REST response whose status is 400 or above. */
export const errorResponseSchema = z.object({ error: wireErrorSchema });

/** Reply of a socket request. */
export type Result<TValue> = { ok: true; value: TValue } | { ok: false; error: WireError };
