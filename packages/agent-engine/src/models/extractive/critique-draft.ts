import type { JsonObject } from '@codexos/protocol/json';
import { asWritten } from './as-written.ts';
import { analysedQuestion, analysedText } from './limits.ts';
import { wordSet } from './words.ts';

/** Share of the goal's words that a draft must speak of. */
const MIN_COVERAGE = 0.5;

export interface CritiqueOptions {
  goal: string;
  draft: string;
  /** False when there is nothing to write another draft from. */
  canRevise: boolean;
}

/** Checks what part of the goal a draft covers, and names what is missing; it judges nothing else. */
export function critiqueDraft({ goal, draft, canRevise }: CritiqueOptions): JsonObject {
  const asked = [...wordSet(analysedQuestion(goal))];
  const said = wordSet(analysedText(draft));
  const missing = asWritten(
    analysedQuestion(goal),
    asked.filter((word) => !said.has(word)),
  );
  const issues = missing.length === 0 ? [] : [`The draft says nothing about: ${missing.join(', ')}.`];
  const isCovered = asked.length === 0 || 1 - missing.length / asked.length >= MIN_COVERAGE;
  if (isCovered || !canRevise) return { verdict: 'good', issues };
  return { verdict: 'revise', issues, query: missing.join(' ') };
}
