import { lastName } from './rank-passages.ts';

/**
 * Whether lines hold the definition of a symbol, or are the comment right above it. A name that the lines only use, or
 * that happens to be a word of theirs, does not count.
 */
export function definesSymbol(
  lines: readonly string[],
  { startLine, endLine }: { startLine: number; endLine: number },
  symbol: string,
): boolean {
  const name = symbol.slice(-lastName(symbol).length || symbol.length);
  const definition = definitionOf(name);
  let last = endLine;
  // Below a comment stands what it documents.
  if (COMMENT.test(lines[endLine] ?? '')) {
    do last += 1;
    while (last < lines.length && COMMENT.test(lines[last] ?? ''));
  }
  return lines
    .slice(startLine, last + 1)
    .some((line) => isHeading(line, symbol) || (!COMMENT.test(line) && definition.test(line.slice(0, 400))));
}

const COMMENT = /^\s*(?:\/\/|\/\*|\*|#(?!!)|--\s|@\w|"""|'''|$)/;

function definitionOf(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const after = '(?![\\w$])';
  return new RegExp(
    [
      `\\b(?:function|class|interface|type|enum|const|let|var|val|def|defp|fn|func|struct|trait|impl|mod|module|namespace|object|contract|union)\\b[ *]+(?:self\\.)?${escaped}${after}`,
      `\\bfunc \\([^)]*\\) ${escaped}${after}`,
      `(?:^|[.\\s{,#])${escaped}\\s*(?:=(?![=>])|:)`,
      `^\\s*(?:[a-z]+\\s+)*[*#]?${escaped}\\s*(?:<[^>]*>)?\\([^;]*$`,
      `\\bdefine\\w*\\([^'"]*['"]${escaped}['"]`,
    ].join('|'),
  );
}

function isHeading(line: string, symbol: string): boolean {
  return /^#{1,6}\s/.test(line) && line.includes(symbol);
}
