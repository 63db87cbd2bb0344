import type { Citation, Passage } from '@codexos/protocol/citation';
import { asWritten } from './as-written.ts';
import { code, fence, languageOf, plainText } from './markdown.ts';
import type { Material } from './material.ts';
import type { Excerpt } from './pick-excerpt.ts';
import { pickFurther } from './pick-further.ts';
import { pickGroups, type Group } from './pick-groups.ts';
import { citationOf } from './place.ts';
import { lastName, rankPassages, type RankedPassage, type Ranking } from './rank-passages.ts';
import { searchedNothing } from './say-nothing-found.ts';
import { isProse } from './segment.ts';

export interface ComposedAnswer {
  text: string;
  /** In the order of their markers. */
  citations: Citation[];
}

export interface ComposeOptions extends Material {
  /** Characters, more or less. */
  budget: number;
}

/**
 * An answer made of literal parts of the passages, grouped by where they come from, the best first; within a passage
 * they keep their order. All other words are fixed and belong to this file and its neighbours.
 */
export function composeAnswer(options: ComposeOptions): ComposedAnswer {
  const { question, passages, results, budget, carried = [] } = options;
  const ranking = rankPassages(question, passages);
  const resultBlocks = results.map(({ tool, text, isError }) => resultBlock(tool, text, isError));
  const groups = isRelevant(ranking) ? pickGroups(ranking, budget) : [];
  if (groups.length === 0) {
    const text = resultBlocks.length > 0 ? resultBlocks.join('\n\n') : searchedNothing(question, ranking);
    return { text: [...followUpLine(carried), text].join('\n\n'), citations: [] };
  }
  const further = pickFurther(question, ranking, groups);
  const citations: Citation[] = [];
  const cite = (citation: Citation): string => `[${citations.push(citation)}]`;
  const parts = [
    ...followUpLine(carried),
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

function leadIn([first]: readonly Group[]): string {
  if (!first) return 'Nothing could be quoted.';
  const { isDefinition, part, passage } = first.entry;
  if (isDefinition && part.symbol !== undefined)
    return `${code(lastNameAsWritten(part.symbol))} is in ${code(passage.citation.path)}:`;
  return 'The parts of the source that match the question best:';
}

function lastNameAsWritten(symbol: string): string {
  return lastName(symbol) === '' ? symbol : symbol.slice(-lastName(symbol).length);
}

function renderGroup({ entry, sentences, excerpt }: Group, cite: (citation: Citation) => string): string {
  const { passage } = entry;
  const quoted = [...sentences, ...(excerpt ? [excerpt] : [])];
  const citation = citationOf(entry, {
    startLine: Math.min(...quoted.map((part) => part.startLine)),
    endLine: Math.max(...quoted.map((part) => part.endLine)),
  });
  const place = code(`${citation.path}:${lineRange(citation)}`);
  const marker = cite(citation);
  const title = citation.symbol === undefined ? place : `**${code(citation.symbol)}** · ${place}`;
  const bullets = sentences.map(({ text }) => `- ${plainText(text)} ${marker}`);
  return [
    `${title} ${marker}`,
    ...(bullets.length > 0 ? [bullets.join('\n')] : []),
    ...(excerpt ? [fence(excerpt.text, excerptLanguage(passage, excerpt))] : []),
  ].join('\n\n');
}

function excerptLanguage(passage: Passage, excerpt: Excerpt): string {
  return isProse(passage.citation.path, passage.language) ? (excerpt.language ?? '') : languageOf(passage);
}

function furtherLine(entry: RankedPassage, cite: (citation: Citation) => string): string {
  const { startLine, endLine, headLine, symbol } = entry.part;
  const citation = citationOf(entry, { startLine, endLine });
  const place = citationOf(entry, { startLine: Math.min(headLine, endLine), endLine });
  const name = symbol === undefined ? '' : `${code(symbol)} · `;
  return `- ${name}${code(`${place.path}:${place.startLine}`)} ${cite(citation)}`;
}

function lineRange({ startLine, endLine }: Citation): string {
  return startLine === endLine ? String(startLine) : `${startLine}-${endLine}`;
}

/** Says what a question was read with, so that a person sees what was searched. */
function followUpLine(carried: readonly string[]): string[] {
  if (carried.length === 0) return [];
  return [`Read as a follow-up, with ${carried.map(code).join(', ')} from the question before.`];
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
