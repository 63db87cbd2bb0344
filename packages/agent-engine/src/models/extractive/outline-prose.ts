import type { Part } from './outline.ts';

/** One part a section; lines above the first heading go on with the section of the passage before. */
export function outlineProse(lines: readonly string[], symbol: string | undefined): Part[] {
  const parts: Part[] = [];
  let isFenced = false;
  // What looks like an underlined heading there is the end of front matter.
  const bodyStart = /^---\s*$/.test(lines[0] ?? '')
    ? lines.findIndex((line, at) => at > 0 && /^---\s*$/.test(line)) + 1
    : 0;
  for (const [index, line] of lines.entries()) {
    if (index < bodyStart) continue;
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    const title = isFenced ? undefined : (headingOf(line) ?? underlined(line, lines[index + 1]));
    if (title === undefined && parts.length > 0) continue;
    const previous = parts.at(-1);
    if (previous) previous.endLine = previous.bodyEnd = index - 1;
    parts.push({
      startLine: index,
      headLine: index,
      endLine: lines.length - 1,
      bodyEnd: lines.length - 1,
      ...(title === undefined || CONTENTS.test(title) ? {} : { symbol: title }),
    });
  }
  const [first] = parts;
  if (
    first &&
    first.symbol === undefined &&
    symbol !== undefined &&
    !parts.some((part) => part.symbol === symbol)
  )
    first.symbol = symbol;
  return parts;
}

/** What stands under such a heading is about something else. */
const CONTENTS = /^(?:table of )?contents$/i;

function headingOf(line: string): string | undefined {
  const title = /^ {0,3}#{1,6}\s+(\S.*)$/.exec(line.slice(0, 500))?.[1];
  return title === undefined ? undefined : plainTitle(title);
}

/** The other way to mark a heading, also that of reStructuredText. */
function underlined(line: string, next: string | undefined): string | undefined {
  const mark = next?.trimEnd() ?? '';
  const isRule = /^(?:={3,}|-{3,}|~{3,}|\^{3,})$/.test(mark);
  return isRule && /^\S.*\w/.test(line) && line.length <= mark.length + 2 ? plainTitle(line) : undefined;
}

function plainTitle(title: string): string {
  return title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\s*\{#[^}]*\}\s*$/, '')
    .replace(/[`*]|\s+#+\s*$/g, '')
    .slice(0, 120)
    .trim();
}
