import type { JsonObject } from '@codexos/protocol/json';
import { asWritten } from './as-written.ts';
import { wordSet } from './words.ts';

/** Share of the goal's words that a draft must speak of. */
const MIN_COVERAGE = 0.5;

/** Checks what part of the goal a draft covers, and names what is missing; it judges nothing else. */
export function critiqueDraft(goal: string, draft: string): JsonObject {
  const asked = [...wordSet(goal)];
  const said = wordSet(draft);
  const missing = asked.filter((word) => !said.has(word));
  const isGood = asked.length === 0 || (asked.length - missing.length) / asked.length >= MIN_COVERAGE;
  if (isGood) return { verdict: 'good', issues: [] };
  const words = asWritten(goal, missing);
  return {
    verdict: 'revise',
    issues: [`The draft says nothing about: ${words.join(', ')}.`],
    query: words.join(' '),
  };
}
