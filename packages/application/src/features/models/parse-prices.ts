import type { ModelPrice } from '@codexos/agent-engine';
import { CodexError } from '@codexos/utils/errors';

/**
 * Prices of models as the operator writes them: `openai/gpt-5=1.25/10, anthropic/claude-x=3/15`, in US dollars for a
 * million tokens read and written. Throws REQUEST_INVALID for an entry that cannot be understood.
 */
export function parsePrices(entries: readonly string[]): Record<string, ModelPrice> {
  return Object.fromEntries(
    entries.map((entry) => {
      const match = /^([^=\s]+\/[^=\s]+)\s*=\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)$/.exec(entry.trim());
      if (!match) throw notAPrice(entry);
      const [, model = '', input, output] = match;
      return [model, { input: toMicroUsd(input), output: toMicroUsd(output) }];
    }),
  );
}

function toMicroUsd(usd: string | undefined): number {
  return Math.round(Number(usd) * 1_000_000);
}

function notAPrice(entry: string): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `“${entry}” in CODEXOS_MODEL_PRICES is no price of a model.`,
    hint: 'Write provider/model=input/output in US dollars for a million tokens, such as openai/gpt-5=1.25/10.',
  });
}
