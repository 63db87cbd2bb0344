import { asWritten } from '../models/extractive/as-written.ts';
import { analysedQuestion } from '../models/extractive/limits.ts';
import { wordSet } from '../models/extractive/words.ts';

/** Words taken over from earlier questions: enough to say what is spoken of, few enough to leave room for the new. */
const MAX_CARRIED = 8;

const OPENING =
  /^\s*(?:(?:ok|okay|thanks|yes|no)[\s,.!]+)*(?:and|but|also|or|so|then|what about|how about)\b/i;
const POINTER = /\b(?:it|its|that|this|these|those|they|them|their|there|the same|the latter|the former)\b/gi;
/** What these point at is the source, not something that was said. */
const SOURCE =
  /\b(?:this|that|these)\s+(?:app|application|codebase|code base|framework|library|package|project|repo|repository|tool)s?\b|\bthat\s+(?=\w+s\b)/gi;
const MORE = /\b(?:more|else|further|elaborate|continue|details?|examples?|why)\b/i;

/**
 * The words of the questions before that a question needs to be understood, oldest question first: none when it stands
 * on its own. `before` are the earlier questions, oldest first; each may itself depend on the one before it.
 */
export function carriedWords(question: string, before: readonly string[]): string[] {
  const previous = before.at(-1);
  if (previous === undefined || !isFollowUp(question)) return [];
  const text = analysedQuestion(previous);
  const words = [...carriedWords(previous, before.slice(0, -1)), ...asWritten(text, wordSet(text))];
  const own = wordSet(question);
  const fresh = [...new Set(words)].filter((word) => [...wordSet(word)].some((stem) => !own.has(stem)));
  return fresh.slice(-MAX_CARRIED);
}

/** A question with the words that it depends on. */
export function withCarried(question: string, carried: readonly string[]): string {
  return carried.length === 0 ? question : `${question.trim()} ${carried.join(' ')}`;
}

function isFollowUp(question: string): boolean {
  const text = analysedQuestion(question);
  if (OPENING.test(text)) return true;
  const own = wordSet(text);
  if (own.size === 0 || (own.size <= 2 && MORE.test(text))) return !SOURCE_ONLY.test(text);
  const bare = text.replace(SOURCE, ' ');
  for (const { 0: pointer, index } of bare.matchAll(POINTER)) {
    const isFirst = wordSet(bare.slice(0, index)).size === 0;
    const isLast = !/\w/.test(bare.slice(index + pointer.length));
    if (isFirst || (isLast && own.size <= 2)) return true;
  }
  return false;
}

/** Asks for the source as a whole, though in no word of its own. */
const SOURCE_ONLY =
  /\b(?:this|the)\s+(?:app|application|codebase|library|package|project|repo|repository)\b/i;
