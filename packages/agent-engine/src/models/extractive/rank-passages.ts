import type { Passage } from '@codexos/protocol/citation';
import { analysedText } from './limits.ts';
import { segmentPassage, type Segment } from './segment.ts';
import { identifiersOf, overlapOf, wordSet } from './words.ts';

export interface RankedSegment extends Segment {
  words: ReadonlySet<string>;
  score: number;
}

export interface RankedPassage {
  passage: Passage;
  /** Words of the question that the passage, its path or its name holds. */
  covered: ReadonlySet<string>;
  score: number;
  /** The passage defines a name that the question asks for. */
  isDefinition: boolean;
  segments: RankedSegment[];
}

export interface Ranking {
  passages: RankedPassage[];
  /** Words of the question. */
  asked: ReadonlySet<string>;
  /** Those found in any passage. */
  covered: ReadonlySet<string>;
  weightOf(word: string): number;
}

/**
 * Ranks passages and their parts by how much of the question they cover, the rarer words counting more, by the names
 * that the question asks for, and by the place that retrieval has given them.
 */
export function rankPassages(question: string, passages: readonly Passage[]): Ranking {
  const words = wordSet(question);
  const asked = [...words].every((word) => OVERVIEW_WORDS.has(word)) ? new Set<string>() : words;
  const names = identifiersOf(question);
  const prepared = passages.map((passage) => ({ passage, words: passageWords(passage) }));
  const weights = new Map(
    [...asked].map((word) => [
      word,
      rarity(prepared.filter(({ words }) => words.has(word)).length, prepared.length),
    ]),
  );
  const weightOf = (word: string): number => weights.get(word) ?? 0;
  const total = [...asked].reduce((sum, word) => sum + weightOf(word), 0) || 1;
  const coverageOf = (words: ReadonlySet<string>): number =>
    [...asked].reduce((sum, word) => sum + (words.has(word) ? weightOf(word) : 0), 0) / total;

  const ranked = prepared.map(({ passage, words }, rank): RankedPassage => {
    const symbolWords = wordSet(passage.citation.symbol ?? '');
    const isDefinition = names.has(lastName(passage.citation.symbol));
    const trust = trustIn(passage.citation.path, asked);
    const symbolFit =
      symbolWords.size === 0
        ? 0
        : [...symbolWords].filter((word) => asked.has(word)).length / symbolWords.size;
    const fit = coverageOf(words) + 0.5 * coverageOf(symbolWords) + 0.2 * symbolFit + (isDefinition ? 1 : 0);
    const score = (fit + 0.6 / (rank + 1)) * trust;
    const covered = new Set([...asked].filter((word) => words.has(word)));
    return { passage, covered, score, isDefinition, segments: rankSegments(passage, { coverageOf, names }) };
  });
  ranked.sort((left, right) => right.score - left.score);
  const covered = new Set(ranked.flatMap((entry) => [...entry.covered]));
  return { passages: ranked, asked, covered, weightOf };
}

function passageWords({ text, citation }: Passage): ReadonlySet<string> {
  return wordSet(`${citation.path} ${citation.symbol ?? ''} ${analysedText(text)}`);
}

/** A question of nothing but these asks for the source as a whole. */
const OVERVIEW_WORDS = wordSet(
  'app application architecture begin beginning codebase entry introduce introduction library main overview package purpose software source start starting starts summarize summary',
);

/** Tests and lists of changes speak of everything; what they speak of is better explained where it is. */
function trustIn(path: string, asked: ReadonlySet<string>): number {
  if (/(^|\/)(history|changelog|changes|releases?)(\.\w+)?$/i.test(path))
    return asked.has('chang') || asked.has('releas') ? 1 : 0.5;
  if (/(^|\/)(tests?|__tests__|spec)\/|\.(test|spec)\.\w+$/i.test(path)) return asked.has('test') ? 1 : 0.7;
  return 1;
}

interface SegmentOptions {
  coverageOf(words: ReadonlySet<string>): number;
  names: ReadonlySet<string>;
}

function rankSegments(passage: Passage, { coverageOf, names }: SegmentOptions): RankedSegment[] {
  const segments = segmentPassage(passage);
  return segments.map((segment, index) => {
    const words = wordSet(segment.text);
    const hasName = [...identifiersOf(segment.text)].some((name) => names.has(name));
    const position = 1 / (index + 1);
    const score =
      coverageOf(words) * lengthFit(segment) +
      (hasName ? 0.3 : 0) +
      (segment.isDocumentation ? 0.15 : 0) +
      0.1 * position;
    return { ...segment, words, score };
  });
}

// A long sentence covers more words only by being long.
function lengthFit({ type, text }: Segment): number {
  const COMFORTABLE_LENGTH = 240;
  return type === 'sentence' && text.length > COMFORTABLE_LENGTH ? COMFORTABLE_LENGTH / text.length : 1;
}

function rarity(passageCount: number, total: number): number {
  return passageCount === 0 ? 1 : Math.log(1 + (total - passageCount + 0.5) / (passageCount + 0.5)) + 0.2;
}

/** The last part of a symbol's name: `use` of `Router.use`. */
export function lastName(symbol: string | undefined): string {
  return (
    (symbol ?? '')
      .split(/[.#:/\s]+/)
      .at(-1)
      ?.toLowerCase() ?? ''
  );
}

/** Whether two segments say nearly the same. */
export function isNearDuplicate(left: RankedSegment, right: RankedSegment): boolean {
  return overlapOf(left.words, right.words) > 0.6;
}
