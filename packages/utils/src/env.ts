import { z } from 'zod';
import { CodexError } from './errors.ts';

/** Turns the strings of an environment into typed settings. An empty string counts as unset. */
export function parseEnv<TSchema extends z.ZodType>(
  schema: TSchema,
  source: Record<string, string | undefined>,
): z.infer<TSchema> {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: `The environment has mistakes:\n  ${lines.join('\n  ')}`,
    hint: 'See .env.template for every variable and its meaning.',
  });
}

/** Several values in one variable, separated by commas; empty ones do not count. */
export const commaList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
