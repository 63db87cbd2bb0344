import type { Passage } from '@codexos/protocol/citation';
import { importLines } from './import-lines.ts';
import { analysedText } from './limits.ts';
import { outlinePassage, type Part } from './outline.ts';
import { isProse, linesOf, segmentPassage, type Segment } from './segment.ts';
import { sourceTrust } from './source-trust.ts';
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
  /** The part defines a name that the question asks for. */
  isDefinition: boolean;
  /** All that the question asks for is the file, such as the readme. */
  isAskedFor: boolean;
  /** What answers best in the passage; nothing else of it is quoted. */
  part: RankedPart;
  /** Those of the part. */
  segments: RankedSegment[];
}

export interface RankedPart extends Part {
  /** Words of the question that its lines or its name hold. */
  covered: ReadonlySet<string>;
  score: number;
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
    const segments = rankSegments(passage, { coverageOf, names });
    const part = bestPart(passage, segments, { asked, names, coverageOf });
    const isDefinition = defines(part, passage, names);
    const fit =
      0.4 * coverageOf(words) + part.score + (isDefinition ? 1 : 0) + PLACE_WEIGHT / (1 + PLACE_DECAY * rank);
    const covered = new Set([...asked].filter((word) => words.has(word)));
    return {
      passage,
      covered,
      score: fit * sourceTrust(passage.citation.path, question),
      isDefinition,
      isAskedFor: asked.size > 0 && [...asked].every((word) => wordSet(passage.citation.path).has(word)),
      part,
      segments: segments.filter((segment) => isWithin(segment, part)),
    };
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

/** Retrieval knows the whole source; what it puts first stays there unless another passage fits much better. */
const PLACE_WEIGHT = 1.4;
const PLACE_DECAY = 0.3;

interface Lines {
  startLine: number;
  endLine: number;
}

function isWithin(inner: Lines, outer: Lines): boolean {
  return inner.startLine >= outer.startLine && inner.endLine <= outer.endLine;
}

interface PartOptions {
  asked: ReadonlySet<string>;
  names: ReadonlySet<string>;
  coverageOf(words: ReadonlySet<string>): number;
}

function bestPart(
  passage: Passage,
  segments: readonly RankedSegment[],
  { asked, names, coverageOf }: PartOptions,
): RankedPart {
  const lines = linesOf(passage);
  const wordsIn = wordsByLine(passage, segments);
  const prose = isProse(passage.citation.path, passage.language);
  const whole = { startLine: 0, endLine: lines.length - 1, headLine: 0, bodyEnd: lines.length - 1 };
  let best: RankedPart | undefined;
  for (const part of outlinePassage(passage)) {
    if (prose && !segments.some((segment) => isWithin(segment, part))) continue;
    const own = wordSet(part.symbol ?? '');
    const words = new Set(wordsIn(part));
    for (const word of own) words.add(word);
    const fit = own.size === 0 ? 0 : [...own].filter((word) => asked.has(word)).length / own.size;
    const score =
      0.6 * coverageOf(words) + 0.5 * coverageOf(own) + 0.2 * fit + (defines(part, passage, names) ? 1 : 0);
    if (!best || score > best.score + 1e-9)
      best = { ...part, score, covered: new Set([...asked].filter((word) => words.has(word))) };
  }
  return best ?? { ...whole, score: 0, covered: new Set() };
}

/** The words of a part that can be quoted: of prose its sentences and code, of code all but imports. */
function wordsByLine(
  passage: Passage,
  segments: readonly RankedSegment[],
): (part: Lines) => Iterable<string> {
  if (isProse(passage.citation.path, passage.language))
    return (part) => segments.filter((segment) => isWithin(segment, part)).flatMap(({ words }) => [...words]);
  const lines = linesOf(passage);
  const imports = importLines(lines);
  return ({ startLine, endLine }) =>
    wordSet(lines.filter((_line, at) => at >= startLine && at <= endLine && !imports.has(at)).join('\n'));
}

/** A heading names its section, but defines nothing. */
function defines({ symbol }: Part, { citation, language }: Passage, names: ReadonlySet<string>): boolean {
  return symbol !== undefined && names.has(lastName(symbol)) && !isProse(citation.path, language);
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
  return passageCount === 0 ? 1 : Math.log(1 + (total - passageCount + 0.5) / (passageCount + 0.5)) + 0.6;
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
