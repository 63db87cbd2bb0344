import type { z } from 'zod';

/** JSON that a model was asked for, checked; models like to put a fence or a sentence around it. */
export function parseJsonAnswer<TSchema extends z.ZodType>(
  text: string,
  schema: TSchema,
): { ok: true; value: z.infer<TSchema> } | { ok: false; problem: string } {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start === -1 || end < start) return { ok: false, problem: 'The answer holds no JSON object.' };
  let json: unknown;
  try {
    json = JSON.parse(text.slice(start, end + 1));
  } catch (error) {
    return {
      ok: false,
      problem: `The answer is no valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { ok: false, problem: problems.join('; ') };
}
