import type { Citation } from '@codexos/protocol/citation';
import { asWritten } from './as-written.ts';
import { definesSymbol } from './defines-symbol.ts';
import { pickExcerpt, type Excerpt } from './pick-excerpt.ts';
import type { Material } from './material.ts';
import {
  isNearDuplicate,
  lastName,
  rankPassages,
  type RankedPassage,
  type RankedSegment,
  type Ranking,
} from './rank-passages.ts';
import { code, fence, languageOf, plainText } from './markdown.ts';
import { isProse } from './segment.ts';
import { searchedNothing } from './say-nothing-found.ts';

export interface ComposedAnswer {
  text: string;
  /** In the order of their markers. */
  citations: Citation[];
}

export interface ComposeOptions extends Material {
  /** Characters, more or less. */
  budget: number;
}

const MAX_GROUPS = 4;
const MAX_SENTENCES = 7;
const MAX_FURTHER = 4;
/** Passages far behind the best one are not quoted. */
const MIN_SHARE_OF_BEST = 0.4;

/** What is quoted from one passage. */
interface Group {
  entry: RankedPassage;
  sentences: RankedSegment[];
  excerpt: Excerpt | null;
}

/**
 * An answer made of literal parts of the passages, grouped by where they come from, the best first; within a passage
 * they keep their order. All other words are fixed and belong to this file and its neighbours.
 */
export function composeAnswer(options: ComposeOptions): ComposedAnswer {
  const { question, passages, results, budget } = options;
  const ranking = rankPassages(question, passages);
  const resultBlocks = results.map(({ tool, text, isError }) => resultBlock(tool, text, isError));
  if (!isRelevant(ranking)) {
    const text = resultBlocks.length > 0 ? resultBlocks.join('\n\n') : searchedNothing(question, ranking);
    return { text, citations: [] };
  }
  const groups = pickGroups(ranking, budget);
  const further = pickFurther(ranking, groups);
  const citations: Citation[] = [];
  const cite = (citation: Citation): string => `[${citations.push(citation)}]`;
  const parts = [
    ...resultBlocks,
    leadIn(groups),
    ...groups.map((group) => renderGroup(group, cite)),
    ...(further.length > 0
      ? [`**Where to look next**\n\n${further.map((entry) => furtherLine(entry, cite)).join('\n')}`]
      : []),
    ...missingLine(question, ranking),
  ];
  return { text: parts.join('\n\n'), citations };
}

/** Nothing is quoted unless some passage holds a good part of what was asked. */
function isRelevant({ passages: [best], asked, covered }: Ranking): boolean {
  if (!best) return false;
  if (asked.size === 0 || best.isDefinition) return true;
  const needed = asked.size <= 2 ? 1 : 2;
  return best.covered.size >= Math.min(needed, asked.size) || covered.size / asked.size >= 0.5;
}

function pickGroups(ranking: Ranking, budget: number): Group[] {
  const [best] = ranking.passages;
  if (!best) return [];
  const groups: Group[] = [];
  const taken: RankedSegment[] = [];
  let left = budget;
  for (const entry of ranking.passages) {
    if (groups.length >= MAX_GROUPS || left <= 0) break;
    if (
      (ranking.asked.size > 0 && entry.score < best.score * MIN_SHARE_OF_BEST) ||
      groups.some((group) => isSamePlace(group.entry, entry))
    )
      continue;
    const sentences = pickSentences(entry, { taken, ranking, isBest: groups.length === 0 });
    const maxLines =
      groups.length === 0 ? 14 : entry.score > best.score * 0.6 || ranking.asked.size === 0 ? 8 : 0;
    const excerpt = maxLines > 0 && left > 300 ? pickExcerpt(entry, { ranking, maxLines }) : null;
    if (sentences.length === 0 && !excerpt) continue;
    taken.push(...sentences);
    left -= sentences.reduce((length, { text }) => length + text.length, 0) + (excerpt?.text.length ?? 0);
    groups.push({ entry, sentences, excerpt });
  }
  return groups;
}

interface PickOptions {
  taken: readonly RankedSegment[];
  ranking: Ranking;
  isBest: boolean;
}

function pickSentences(entry: RankedPassage, { taken, ranking, isBest }: PickOptions): RankedSegment[] {
  const limit = Math.min(MAX_SENTENCES - taken.length, isBest ? 3 : 2);
  const picked: RankedSegment[] = [];
  const candidates = entry.segments.filter(({ type }) => type === 'sentence');
  const [opening] = candidates;
  const ordered = [...candidates].sort((left, right) => right.score - left.score);
  // What documents a passage as a whole says most about it, even in other words than the question's.
  const mayOpen =
    opening !== undefined && (hasAsked(opening, ranking) || (isBest && documentsWhole(entry, opening)));
  if (opening?.isDocumentation && mayOpen) ordered.unshift(opening);
  for (const candidate of ordered) {
    if (picked.length >= limit) break;
    const isNew = ![...taken, ...picked].some(
      (other) => other === candidate || isNearDuplicate(other, candidate),
    );
    if (isNew && ((mayOpen && candidate === opening) || hasAsked(candidate, ranking))) picked.push(candidate);
  }
  return picked.sort((left, right) => left.startLine - right.startLine);
}

/** A comment in code may document something else than what the passage is found for. */
function documentsWhole({ passage }: RankedPassage, opening: RankedSegment): boolean {
  const { symbol, path } = passage.citation;
  if (isProse(path, passage.language)) return true;
  return symbol === undefined || definesSymbol(passage.text.split('\n'), opening, symbol);
}

/** A question without a word of its own asks for everything. */
function hasAsked({ words }: RankedSegment, { asked }: Ranking): boolean {
  return asked.size === 0 || [...asked].some((word) => words.has(word));
}

function pickFurther({ passages, asked }: Ranking, groups: readonly Group[]): RankedPassage[] {
  const further: RankedPassage[] = [];
  for (const entry of passages) {
    if (further.length >= MAX_FURTHER) break;
    const isKnown = [...groups.map((group) => group.entry), ...further].some((other) =>
      isSamePlace(other, entry),
    );
    if (!isKnown && (entry.covered.size > 0 || asked.size === 0)) further.push(entry);
  }
  return further;
}

/** Two pieces of the same lines of a file. */
function isSamePlace(left: RankedPassage, right: RankedPassage): boolean {
  const [a, b] = [left.passage.citation, right.passage.citation];
  return (
    a.path === b.path && a.sourceId === b.sourceId && a.startLine <= b.endLine && b.startLine <= a.endLine
  );
}

function leadIn([first]: readonly Group[]): string {
  if (!first) return 'Nothing could be quoted.';
  const { symbol, path } = first.entry.passage.citation;
  if (first.entry.isDefinition && symbol !== undefined)
    return `${code(lastNameAsWritten(symbol))} is in ${code(path)}:`;
  return 'The parts of the source that match the question best:';
}

function lastNameAsWritten(symbol: string): string {
  return lastName(symbol) === '' ? symbol : symbol.slice(-lastName(symbol).length);
}

function renderGroup({ entry, sentences, excerpt }: Group, cite: (citation: Citation) => string): string {
  const { passage } = entry;
  const citation = narrow(entry, [...sentences, ...(excerpt ? [excerpt] : [])]);
  const place = code(`${citation.path}:${lineRange(citation)}`);
  const marker = cite(citation);
  const title = citation.symbol === undefined ? place : `**${code(citation.symbol)}** · ${place}`;
  const bullets = sentences.map(({ text }) => `- ${plainText(text)} ${marker}`);
  return [
    `${title} ${marker}`,
    ...(bullets.length > 0 ? [bullets.join('\n')] : []),
    ...(excerpt
      ? [fence(excerpt.text, isProse(citation.path, passage.language) ? '' : languageOf(passage))]
      : []),
  ].join('\n\n');
}

function furtherLine({ passage }: RankedPassage, cite: (citation: Citation) => string): string {
  const { citation } = passage;
  const name = citation.symbol === undefined ? '' : `${code(citation.symbol)} · `;
  return `- ${name}${code(`${citation.path}:${lineRange(citation)}`)} ${cite(citation)}`;
}

function lineRange({ startLine, endLine }: Citation): string {
  return startLine === endLine ? String(startLine) : `${startLine}-${endLine}`;
}

/** The citation of just those lines that are quoted, where the passage's text is the cited lines as they are. */
function narrow(
  { passage }: RankedPassage,
  quoted: readonly { startLine: number; endLine: number; isDocumentation?: boolean }[],
): Citation {
  const { citation, text } = passage;
  const isAligned = text.split('\n').length === citation.endLine - citation.startLine + 1;
  if (!isAligned || quoted.length === 0) return citation;
  const startLine = Math.min(...quoted.map((part) => part.startLine));
  const endLine = Math.max(...quoted.map((part) => part.endLine));
  const { symbol, ...unnamed } = citation;
  const lines = text.split('\n');
  // Documentation of something else must not stand under the symbol either.
  const claims = isProse(citation.path, passage.language)
    ? []
    : quoted.filter(({ isDocumentation }) => isDocumentation);
  const isNamed =
    symbol !== undefined &&
    [{ startLine, endLine }, ...claims].every((place) => definesSymbol(lines, place, symbol));
  return {
    ...unnamed,
    startLine: citation.startLine + startLine,
    endLine: citation.startLine + endLine,
    ...(isNamed ? { symbol } : {}),
  };
}

/** Says which words of the question no passage holds, once they are a good part of it. */
function missingLine(question: string, { asked, covered }: Ranking): string[] {
  const missing = [...asked].filter((word) => !covered.has(word));
  if (missing.length === 0 || missing.length < asked.size / 3) return [];
  return [`Not found in the passages: ${asWritten(question, missing).map(code).join(', ')}.`];
}

function resultBlock(tool: string, text: string, isError: boolean): string {
  const name = code(tool);
  if (isError) return `${name} failed: ${plainText(text)}`;
  return text.includes('\n') ? `${name} gave:\n\n${fence(text, '')}` : `${name} gave: ${plainText(text)}`;
}
