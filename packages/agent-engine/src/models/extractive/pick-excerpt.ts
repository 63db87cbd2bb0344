import { importLines } from './import-lines.ts';
import type { RankedPassage, Ranking } from './rank-passages.ts';
import { isProse, linesOf } from './segment.ts';
import { wordSet } from './words.ts';

export interface Excerpt {
  text: string;
  /** Of a fenced block, as it says itself. */
  language?: string;
  /** Lines within the passage, from 0, inclusive. */
  startLine: number;
  endLine: number;
}

export interface ExcerptOptions {
  ranking: Ranking;
  maxLines: number;
}

/** Stands for lines that are left out. */
const GAP = '…';
const MAX_SIGNATURE_LINES = 6;
const MAX_NAME_WORDS = 2;
const SAID_WEIGHT = 0.35;
/** Lines above the first that holds a word of the question, which its statement may begin with. */
const MAX_LEAD_LINES = 5;

/**
 * The few lines of code that answer: those that declare what the part is about, and those where most of the question
 * comes together, with a mark where lines between them are left out. Null for code that has nothing to do with the
 * question.
 */
export function pickExcerpt(entry: RankedPassage, options: ExcerptOptions): Excerpt | null {
  const { passage, part } = entry;
  if (isProse(passage.citation.path, passage.language)) return pickFenced(entry, options);
  const lines = linesOf(passage);
  const last = lastCodeLine(lines, part);
  if (last < part.headLine) return null;
  if (options.ranking.asked.size === 0 && MANIFEST.test(passage.citation.path)) return pickDescription(lines);
  if (part.symbol === undefined && !isDocumented(entry)) {
    return pickWindow(
      lines,
      { from: part.headLine, to: last },
      { ...options, needed: needed(options.ranking) },
    );
  }
  return pickDefinition(lines, { from: part.headLine, to: last }, options);
}

const MANIFEST = /(?:^|\/)(?:package|composer|deno)\.json$|(?:^|\/)(?:pyproject|cargo)\.toml$/i;

/** What a manifest says of the whole is its description. */
function pickDescription(lines: readonly string[]): Excerpt | null {
  const at = lines.findIndex((line) => /^\s*"?description"?\s*[:=]/.test(line));
  return at === -1 ? null : toExcerpt(lines, [{ from: at, to: at }]);
}

/** Comments at the end belong to what comes next. */
function lastCodeLine(
  lines: readonly string[],
  { headLine, bodyEnd }: { headLine: number; bodyEnd: number },
): number {
  let last = bodyEnd;
  while (last > headLine && /^\s*(?:\/\/.*|\/\*\*?|@\w.*)?$/.test(lines[last] ?? '')) last -= 1;
  return last;
}

function isDocumented({ segments, part }: RankedPassage): boolean {
  return segments.some(({ isDocumentation, endLine }) => isDocumentation && endLine < part.headLine);
}

/** How many words of the question must come together in lines that nothing else speaks for. */
function needed({ asked }: Ranking): number {
  return Math.min(2, asked.size);
}

interface Span {
  from: number;
  to: number;
}

function pickDefinition(
  lines: readonly string[],
  { from, to }: Span,
  options: ExcerptOptions,
): Excerpt | null {
  const { maxLines } = options;
  if (to - from < maxLines) return toExcerpt(lines, [{ from, to }]);
  const signature = { from, to: signatureEnd(lines, from, Math.min(to, from + MAX_SIGNATURE_LINES - 1)) };
  const left = maxLines - (signature.to - signature.from + 1);
  const said = wordSet(lines.slice(signature.from, signature.to + 1).join('\n'));
  const { asked, weightOf } = options.ranking;
  const isNamed = [...asked].every((word) => said.has(word));
  // A question for a thing by its name is answered by its beginning.
  if (left < 2 || (isNamed && asked.size <= MAX_NAME_WORDS))
    return toExcerpt(lines, [{ from, to: Math.min(to, from + maxLines - 1) }]);
  // What the declaration says already, its lines hardly need to say again.
  const weigh = (word: string): number => weightOf(word) * (said.has(word) ? SAID_WEIGHT : 1);
  const rest = { ranking: { ...options.ranking, weightOf: weigh }, maxLines: left };
  const body = bestWindow(lines, { from: signature.to + 1, to }, rest);
  if (!body || body.count === 0) {
    const shown = Math.max(signature.to, from + Math.ceil(maxLines / 2) - 1);
    return toExcerpt(lines, [{ from, to: Math.min(to, shown) }]);
  }
  return toExcerpt(lines, body.from <= signature.to + 2 ? [{ from, to: body.to }] : [signature, body]);
}

/** The line where the brackets of a declaration are closed again. */
function signatureEnd(lines: readonly string[], from: number, to: number): number {
  let depth = 0;
  let isGeneric = false;
  for (let index = from; index <= to; index += 1) {
    isGeneric = /<\s*$/.test(lines[index] ?? '') || (isGeneric && !/^\s*>/.test(lines[index] ?? ''));
    for (const [sign] of (lines[index] ?? '').matchAll(/[()[\]]/g))
      depth += sign === '(' || sign === '[' ? 1 : -1;
    if (depth <= 0 && !isGeneric) return index;
  }
  return to;
}

function pickWindow(
  lines: readonly string[],
  span: Span,
  options: ExcerptOptions & { needed: number },
): Excerpt | null {
  const window = bestWindow(lines, span, options);
  return window && window.count >= options.needed ? toExcerpt(lines, [window]) : null;
}

/** The lines that hold most of the question, without those at the edges that hold none of it. */
function bestWindow(
  lines: readonly string[],
  { from, to }: Span,
  { ranking, maxLines }: ExcerptOptions,
): (Span & { count: number }) | null {
  const imports = importLines(lines);
  const hits = lines.map((line, index) =>
    index < from || index > to || imports.has(index)
      ? []
      : [...wordSet(line)].filter((word) => ranking.asked.has(word)),
  );
  let best: { score: number; start: number; count: number } | null = null;
  for (let start = from; start === from || start + maxLines - 1 <= to; start += 1) {
    if ((lines[start] ?? '').trim() === '' || imports.has(start)) continue;
    const inside = hits.slice(start, start + maxLines);
    const words = new Set(inside.flat());
    const weight = [...words].reduce((sum, word) => sum + ranking.weightOf(word), 0);
    const score = weight + 0.05 * inside.flat().length - indentOf(lines[start] ?? '') * 0.01;
    if (!best || score > best.score + 1e-9) best = { score, start, count: words.size };
  }
  if (!best) return null;
  let end = Math.min(to, best.start + maxLines - 1);
  if (ranking.asked.size === 0) return { from: best.start, to: end, count: 0 };
  let start = best.start;
  while (start < end && hits[start]?.length === 0) start += 1;
  start = statementStart(lines, start, Math.max(from, start - MAX_LEAD_LINES));
  end = Math.min(end, start + maxLines - 1);
  const lastHit = hits.findLastIndex((words, index) => words.length > 0 && index <= end);
  end = closeBrackets(lines, start, Math.max(start, Math.min(end, lastHit + 2)), end);
  return { from: start, to: end, count: best.count };
}

/** Where the statement begins that a line goes on with. */
function statementStart(lines: readonly string[], at: number, from: number): number {
  for (let index = at; index > from; index -= 1) {
    const isContinued =
      /^\s*(?:[)\]}.?:&|*]|\/(?=\*$))/.test(lines[index] ?? '') ||
      /(?:[,([=?:]|=>|&&|\|\||\(\{)\s*$/.test(lines[index - 1] ?? '');
    if (!isContinued) return index;
  }
  return /^\s*[)\]}.?:&|*]/.test(lines[from] ?? '') ? at : from;
}

/** A statement that was begun is shown to its end where there is room. */
function closeBrackets(lines: readonly string[], from: number, at: number, to: number): number {
  const indent = indentOf(lines[from] ?? '');
  for (let index = at; index <= to; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() !== '' && indentOf(line) <= indent && /[;})\]]\s*,?\s*$/.test(line)) return index;
  }
  return at;
}

/** A block between fences is shown from its beginning, where its words or those around it are what was asked. */
function pickFenced(
  { segments, part, isAskedFor }: RankedPassage,
  { ranking, maxLines }: ExcerptOptions,
): Excerpt | null {
  const { asked, weightOf } = ranking;
  const isAbout = asked.size === 0 || isAskedFor || part.covered.size >= needed(ranking);
  const blocks = segments.filter(({ type }) => type === 'code');
  const weighed = blocks.map((block) => ({
    block,
    weight: [...asked].reduce((sum, word) => sum + (block.words.has(word) ? weightOf(word) : 0), 0),
  }));
  weighed.sort((left, right) => right.weight - left.weight);
  const [best] = weighed;
  if (!best || !isAbout) return null;
  const { block } = best;
  const all = block.text.split('\n');
  const kept = toExcerpt(all, [{ from: 0, to: Math.min(all.length, maxLines) - 1 }]);
  return {
    ...kept,
    startLine: block.startLine + kept.startLine,
    endLine: block.startLine + kept.endLine,
    ...(block.language === undefined ? {} : { language: block.language }),
  };
}

function toExcerpt(lines: readonly string[], spans: readonly Span[]): Excerpt {
  const trimmed = spans.map(({ from, to }) => ({ from, to: lastFilled(lines, from, to) }));
  const all = trimmed.map(({ from, to }) => lines.slice(from, to + 1));
  const indents = all
    .flat()
    .filter((line) => line.trim() !== '')
    .map(indentOf);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  const texts = all.map((span) => span.map((line) => line.slice(common)).join('\n'));
  const next = (lines[trimmed.at(-1)?.from ?? 0] ?? '').slice(common);
  return {
    text: texts.join(`\n${next.slice(0, indentOf(next))}${GAP}\n`),
    startLine: trimmed[0]?.from ?? 0,
    endLine: trimmed.at(-1)?.to ?? 0,
  };
}

function lastFilled(lines: readonly string[], from: number, to: number): number {
  let last = to;
  while (last > from && /^\s*(?:\/\/.*|\/\*\*?)?$/.test(lines[last] ?? '')) last -= 1;
  return last;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
