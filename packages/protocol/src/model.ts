import { z } from 'zod';

export const BUILTIN_MODEL = 'builtin/extractive';
export const BUILTIN_MODEL_LABEL = 'Built-in (no language model)';

/** `provider/model`; the model's own name may hold further slashes and colons. */
export const modelRefSchema = z
  .string()
  .max(200)
  .regex(/^[a-z0-9][a-z0-9-]*\/.+$/i, 'must look like provider/model, for example ollama/qwen3:8b');

export const usageSchema = z
  .object({
    inputTokens: z.int().min(0),
    outputTokens: z.int().min(0),
    /** Price in integer micro-USD; 0 for local and built-in models and where no price is known. */
    microUsd: z.int().min(0),
  })
  .meta({ id: 'Usage' });
export type Usage = z.infer<typeof usageSchema>;

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, microUsd: 0 };

export function addUsage(left: Usage, right: Usage): Usage {
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    microUsd: left.microUsd + right.microUsd,
  };
}
