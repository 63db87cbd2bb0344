import type { z } from 'zod';

/** A JSON column back as a typed value. The schema guards against rows that an older version wrote. */
export function parseColumn<TSchema extends z.ZodType>(schema: TSchema, text: string): z.infer<TSchema> {
  return schema.parse(JSON.parse(text));
}

/** As `parseColumn`, for a column that may be empty. */
export function parseOptionalColumn<TSchema extends z.ZodType>(
  schema: TSchema,
  text: string | null,
): z.infer<TSchema> | undefined {
  return text === null ? undefined : parseColumn(schema, text);
}
