import { z } from 'zod';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** Any JSON value. */
export const jsonSchema: z.ZodType<JsonValue> = z.json().meta({ id: 'JsonValue' });
export const jsonObjectSchema = z.record(z.string(), jsonSchema);
