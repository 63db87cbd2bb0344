import { lastName, type RankedPassage, type RankedSegment, type Ranking } from './rank-passages.ts';
import { wordSet } from './words.ts';

export interface Excerpt {
  text: string;
  /** Lines within the passage, from 0, inclusive. */
  startLine: number;
  endLine: number;
}

export interface ExcerptOptions {
  ranking: Ranking;
  maxLines: number;
}

/**
 * The few lines of code of a passage that say most: where what it is about is declared, or where most of the question
 * comes together. Null for passages without code, or with code that has nothing to do with the question.
 */
export function pickExcerpt(entry: RankedPassage, { ranking, maxLines }: ExcerptOptions): Excerpt | null {
  const runs = entry.segments.filter(({ type }) => type === 'code');
  const name = lastName(entry.passage.citation.symbol);
  let best: { score: number; excerpt: Excerpt } | null = null;
  for (const run of runs) {
    const candidate = bestWindow(run, { ranking, maxLines, name });
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best?.excerpt ?? null;
}

interface WindowOptions extends ExcerptOptions {
  name: string;
}

function bestWindow(
  run: RankedSegment,
  { ranking, maxLines, name }: WindowOptions,
): { score: number; excerpt: Excerpt } | null {
  const lines = run.text.split('\n');
  const words = lines.map((line) => wordSet(line));
  let best: { score: number; start: number } | null = null;
  for (let start = 0; start === 0 || start + maxLines <= lines.length; start++) {
    if ((lines[start] ?? '').trim() === '') continue;
    const declares = isDeclaration(lines[start] ?? '', name);
    const score =
      coverage(words.slice(start, start + maxLines), ranking) +
      (declares ? 1.5 : 0) +
      (start === 0 ? 0.4 : 0) -
      indentOf(lines[start] ?? '') * 0.02;
    if (!best || score > best.score) best = { score, start };
  }
  if (!best) return null;
  const window = trimEnd(lines.slice(best.start, best.start + maxLines));
  const said = words.slice(best.start, best.start + maxLines);
  const askedCount = [...ranking.asked].filter((word) => said.some((set) => set.has(word))).length;
  if (askedCount < Math.min(2, ranking.asked.size) && !isDeclaration(lines[best.start] ?? '', name))
    return null;
  const startLine = run.startLine + best.start;
  return {
    score: best.score,
    excerpt: { text: dedent(window), startLine, endLine: startLine + window.length - 1 },
  };
}

function coverage(words: readonly ReadonlySet<string>[], { asked, weightOf }: Ranking): number {
  let sum = 0;
  for (const word of asked) if (words.some((set) => set.has(word))) sum += weightOf(word);
  return sum;
}

const DECLARATION =
  /\b(?:function|class|interface|type|enum|const|let|var|def|fn|func|struct|trait|impl|module|export|public|private|protected|static|async|contract)\b|=>|[:=]\s*function\b|\)\s*\{\s*$/;

function isDeclaration(line: string, name: string): boolean {
  return name !== '' && line.toLowerCase().includes(name) && DECLARATION.test(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function trimEnd(lines: string[]): string[] {
  let end = lines.length;
  while (end > 1 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  return lines.slice(0, end);
}

function dedent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map(indentOf);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(common)).join('\n');
}
