import type { ChunkKind, ChunkSpan } from './chunk.ts';
import { createLineTable, type LineTable } from './line-table.ts';
import { mergeUnits, type Unit } from './merge-units.ts';

const MAX_CHARS = 1_600;
const MERGE_CHARS = 1_200;
/** Definitions deeper than this are local. */
const MAX_INDENT = 8;

/**
 * For languages without a grammar here (Kotlin, Swift, Scala, Lua, SQL, …): lines that look like a definition open a unit,
 * with the comments and annotations above them. Undefined when a language has no outline.
 */
export function chunkOutline(text: string, language: string): ChunkSpan[] | undefined {
  const pattern = Object.hasOwn(OUTLINES, language) ? OUTLINES[language] : undefined;
  if (!pattern) return undefined;
  const table = createLineTable(text);
  const units: Unit[] = [];
  const scopes: { indent: number; name: string }[] = [];
  let current: Unit = plainUnit(0);
  for (const [row, line] of table.lines.entries()) {
    const match = pattern.exec(line);
    const indent = line.length - line.trimStart().length;
    const name = match?.groups?.['name'];
    if (!match || name === undefined || indent > MAX_INDENT) continue;
    while ((scopes.at(-1)?.indent ?? -1) >= indent) scopes.pop();
    const startRow = Math.max(leadStart(table, row), current.startRow);
    if (startRow > current.startRow) units.push({ ...current, endRow: startRow - 1 });
    current = {
      ...plainUnit(startRow),
      kind: kindOf(match.groups?.['word']),
      symbols: [name],
      parents: scopes.map((scope) => scope.name),
      isDefinition: true,
    };
    scopes.push({ indent, name });
  }
  units.push({ ...current, endRow: Math.max(current.startRow, table.lines.length - 1) });
  return mergeUnits(units, table, { mergeChars: MERGE_CHARS, maxChars: MAX_CHARS });
}

const MODIFIERS = String.raw`(?:(?:public|private|protected|internal|fileprivate|open|final|abstract|sealed|override|static|suspend|inline|data|value|enum|annotation|expect|actual|external|operator|infix|tailrec|implicit|lazy|case|mutating|local|pub|unsafe|async|@\w+(?:\([^)]*\))?)\s+)*`;
const outline = (words: string): RegExp =>
  new RegExp(
    String.raw`^\s*${MODIFIERS}(?<word>${words})\s+(?:<[^>]*>\s*)?(?:[\w.<>?*, ]+?\.)?(?<name>[A-Za-z_$][\w$]*)`,
    'i',
  );

const OUTLINES: Readonly<Record<string, RegExp>> = {
  kotlin: outline('fun|class|interface|object|typealias|enum class|companion object'),
  swift: outline('func|class|struct|enum|protocol|extension|actor|typealias'),
  scala: outline('def|class|trait|object|type'),
  lua: outline('function'),
  elixir: outline('defp?|defmodule|defmacro|defprotocol|defimpl'),
  sql: outline(
    'create(?: or replace)? (?:table|view|function|procedure|index|trigger|type)(?: if not exists)?',
  ),
  graphql: outline('type|interface|input|enum|scalar|union|query|mutation|fragment'),
  protobuf: outline('message|service|enum|rpc'),
  solidity: outline('contract|library|interface|function|event|error|modifier|struct|enum'),
  terraform: /^(?<word>resource|data|module|variable|output|provider)\s+"?(?<name>[\w-]+)"?/,
  haskell: /^(?<word>data|newtype|class|instance|type|(?=[a-z][\w']*\s+::))\s*(?<name>[A-Za-z][\w']*)/,
  vue: outline('function|class|const'),
  svelte: outline('function|class|const'),
};

function kindOf(word: string | undefined): ChunkKind {
  const lower = (word ?? '').toLowerCase();
  if (/fun|def|rpc|procedure|modifier|macro/.test(lower) && !/module|protocol|impl/.test(lower))
    return 'function';
  if (/interface|trait|protocol/.test(lower)) return 'interface';
  return /enum/.test(lower) ? 'enum' : 'class';
}

/** First row of the comments and annotations that stand right above a definition. */
function leadStart({ lines }: LineTable, row: number): number {
  let start = row;
  while (start > 0 && /^\s*(?:\/\/|\/\*|\*|#|--|@\w)/.test(lines[start - 1] ?? '')) start -= 1;
  return start;
}

function plainUnit(startRow: number): Unit {
  return {
    startRow,
    endRow: startRow,
    kind: 'block',
    symbols: [],
    parents: [],
    isDefinition: false,
    isLead: false,
  };
}
