import { classifyLines, type LineClass } from './classify-lines.ts';
import { importLines } from './import-lines.ts';
import { outerLines } from './outer-lines.ts';
import type { Part } from './outline.ts';

export interface OutlineCodeOptions {
  path: string;
  language: string | undefined;
  /** Names that the lines may define. */
  symbols: readonly string[];
}

/**
 * Cuts code where a definition at module or class level begins, with the comment above it, and where a comment of
 * documentation begins there. A name that the lines only use, import, or give to a local variable makes no part.
 */
export function outlineCode(lines: readonly string[], options: OutlineCodeOptions): Part[] {
  const classes = classifyLines(lines, options);
  const imports = importLines(lines);
  const isOuter = outerLines(lines, classes);
  const isCode = (index: number): boolean => classes[index]?.type === 'code' && !imports.has(index);
  const heads = new Map<number, string | undefined>();
  for (const symbol of options.symbols) {
    const name = symbol.split(/[.#:/\s]+/).at(-1) || symbol;
    const defines = definitionOf(name);
    const head = lines.findIndex(
      (line, index) =>
        isCode(index) && !heads.has(index) && defines(line.slice(0, 400), isOuter[index] === true),
    );
    if (head !== -1) heads.set(head, symbol);
  }
  for (const [index, line] of lines.entries()) {
    const documented = isDocumentationStart(classes, index) ? nextCode(lines, classes, index) : undefined;
    if (
      documented === undefined ||
      isOuter[documented] !== true ||
      heads.has(documented) ||
      !isCode(documented)
    )
      continue;
    heads.set(documented, namedFunction(lines[documented] ?? line));
  }
  return toParts(lines, { heads, classes, imports });
}

function isDocumentationStart(classes: readonly LineClass[], index: number): boolean {
  return classes[index]?.type === 'documentation' && classes[index - 1]?.type !== 'documentation';
}

function nextCode(lines: readonly string[], classes: readonly LineClass[], from: number): number | undefined {
  for (let index = from; index < lines.length; index += 1)
    if (classes[index]?.type === 'code' && (lines[index] ?? '').trim() !== '') return index;
  return undefined;
}

/** `query` of `defineGetter(req, 'query', function query() {`. */
function namedFunction(line: string): string | undefined {
  return /^\S[^/'"]*(?:(['"])[^'"]*\1[^/'"]*)?\bfunction\*?\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*\(/u.exec(
    line.slice(0, 400),
  )?.[2];
}

interface Found {
  heads: ReadonlyMap<number, string | undefined>;
  classes: readonly LineClass[];
  imports: ReadonlySet<number>;
}

function toParts(lines: readonly string[], { heads, classes, imports }: Found): Part[] {
  const starts = [...heads.entries()].sort(([left], [right]) => left - right);
  const parts: Part[] = [];
  let from = 0;
  for (const [head, symbol] of starts) {
    const start = leadOf(lines, { classes, head, from });
    if (start > 0) parts.push(...plainPart(start - 1));
    const previous = parts.at(-1);
    if (previous) previous.endLine = Math.min(previous.endLine, start - 1);
    const last = lines.length - 1;
    const named = symbol === undefined ? {} : { symbol };
    parts.push({ startLine: start, headLine: head, endLine: last, bodyEnd: last, ...named });
    from = head + 1;
  }
  return parts.length > 0 ? withBodies(parts, lines) : plainPart(lines.length - 1);

  /** Lines between two definitions belong to the first of them; only those above all are a part of their own. */
  function plainPart(to: number): Part[] {
    if (parts.length > 0) return [];
    let headLine = 0;
    while (headLine <= to && isNoCode(headLine)) headLine += 1;
    return [{ startLine: 0, endLine: to, headLine, bodyEnd: to }];
  }

  function isNoCode(index: number): boolean {
    return imports.has(index) || classes[index]?.type !== 'code' || (lines[index] ?? '').trim() === '';
  }
}

/**
 * A definition reaches over what is indented under it: the members of a class, which are parts as well, or the lines of
 * a function. What follows below it, before the next definition, is a part without a name.
 */
function withBodies(parts: readonly Part[], lines: readonly string[]): Part[] {
  return parts.flatMap((part) => {
    if (part.symbol === undefined) return [part];
    const bodyEnd = bodyEndOf(lines, part.headLine);
    if (bodyEnd >= part.endLine) return [{ ...part, bodyEnd }];
    const rest = {
      startLine: bodyEnd + 1,
      endLine: part.endLine,
      headLine: bodyEnd + 1,
      bodyEnd: part.endLine,
    };
    while (rest.headLine <= rest.endLine && (lines[rest.headLine] ?? '').trim() === '') rest.headLine += 1;
    return [{ ...part, endLine: bodyEnd, bodyEnd }, ...(rest.headLine > rest.endLine ? [] : [rest])];
  });
}

const CLOSING = /^\s*(?:[)\]}>{|&.?:]|(?:end|else|elif|except|finally|catch|rescue|ensure)\b)/;

function bodyEndOf(lines: readonly string[], head: number): number {
  const indent = indentOf(lines[head] ?? '');
  const next = lines.findIndex(
    (line, index) => index > head && line.trim() !== '' && indentOf(line) <= indent && !CLOSING.test(line),
  );
  return next === -1 ? lines.length - 1 : next - 1;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Where the comment and the decorators right above a definition begin. */
function leadOf(
  lines: readonly string[],
  { classes, head, from }: { classes: readonly LineClass[]; head: number; from: number },
): number {
  let start = head;
  while (start > from) {
    const above = lines[start - 1] ?? '';
    const isComment = classes[start - 1]?.type !== 'code';
    // Some leave a line free between a comment and what it documents.
    const isFree = above.trim() === '' && start > from + 1 && classes[start - 2]?.type === 'documentation';
    if (!isComment && !isFree && !/^\s*(?:@\w|#\[)/.test(above)) break;
    start -= 1;
  }
  return start;
}

/** Functions and classes count wherever they stand; a variable or field only at module or class level. */
function definitionOf(name: string): (line: string, isOuter: boolean) => boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const after = '(?![\\w$])';
  const anywhere = new RegExp(
    [
      `\\b(?:function|class|interface|enum|def|defp|fn|func|struct|trait|impl|mod|module|namespace|contract|union)\\b[ *]+(?:self\\.)?${escaped}${after}`,
      `\\bfunc \\([^)]*\\) ${escaped}${after}`,
      `^\\s*(?!(?:return|await|new|throw|yield|else|if|case)\\b)(?:[a-z]+\\s+)*[*#]?${escaped}\\s*(?:<[^>]*>)?\\([^;]*[{:]\\s*$`,
      `\\bdefine\\w*\\([^'"]*['"]${escaped}['"]`,
    ].join('|'),
  );
  const outer = new RegExp(
    [
      `\\b(?:const|let|var|val|type|object|static|define|typedef)\\b[ *]+${escaped}${after}`,
      `^[\\w.\\s]*(?:^|[.\\s#])${escaped}\\s*(?:=(?![=>])|[?!]?:(?!:))`,
      `^\\s*(?!(?:return|await|new|throw|yield|else|if|case)\\b)(?:[\\w<>\\[\\]*&]+\\s+)*[*#]?${escaped}\\s*(?:<[^>]*>?)?\\([^;]*$`,
    ].join('|'),
  );
  // A field is best seen with its class; an indented variable is local, unless it holds a function.
  const field = /^\s[^(]*$|^\s+(?:const|let|var)\b(?!.*(?:=>|\bfunction\b))/;
  return (line, isOuter) => anywhere.test(line) || (isOuter && outer.test(line) && !field.test(line));
}
