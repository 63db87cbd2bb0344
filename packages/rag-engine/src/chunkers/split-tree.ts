import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from './chunk.ts';
import { definitionOf, receiverOf, scopeNameOf } from './definition-of.ts';
import type { Grammar } from './grammars.ts';
import type { LineTable } from './line-table.ts';
import type { Unit } from './merge-units.ts';

export interface SplitTreeOptions {
  grammar: Grammar;
  table: LineTable;
  /** A node up to this many characters stays whole. */
  maxChars: number;
}

interface Scope {
  parents: string[];
  depth: number;
  /** What the first unit found below announces. */
  opening: { symbol: string; kind: ChunkKind } | undefined;
}

/** Deeper nesting than this is data, and would only cost stack. */
const MAX_DEPTH = 150;

/** Cuts a syntax tree into units: whole nodes where they fit, else their children. */
export function splitTree(root: Node, options: SplitTreeOptions): Unit[] {
  const units: Unit[] = [];
  const scope: Scope = { parents: [], depth: 0, opening: undefined };
  for (const child of root.children) visit(child, scope, { ...options, units });
  return units;
}

type VisitOptions = SplitTreeOptions & { units: Unit[] };

function visit(node: Node, scope: Scope, options: VisitOptions): void {
  const { grammar, table, maxChars, units } = options;
  const startRow = node.startPosition.row;
  const endRow = lastRowOf(node);
  const definition = definitionOf(node, grammar);
  const children = (definition?.inner ?? node).children;
  if (table.sizeOf(startRow, endRow) <= maxChars || scope.depth >= MAX_DEPTH || children.length === 0) {
    units.push(wholeUnit(node, scope, { definition, grammar, startRow, endRow }));
    scope.opening = undefined;
    return;
  }
  const inner = innerScope(node, scope, definition, grammar);
  for (const child of children) visit(child, inner, options);
}

function innerScope(
  node: Node,
  scope: Scope,
  definition: ReturnType<typeof definitionOf>,
  grammar: Grammar,
): Scope {
  const depth = scope.depth + 1;
  if (definition) {
    const parents = [...withReceiver(scope.parents, definition.inner), definition.name];
    return { parents, depth, opening: { symbol: definition.name, kind: definition.kind } };
  }
  const scopeName = scopeNameOf(node, grammar);
  if (scopeName !== undefined) return { parents: [...scope.parents, scopeName], depth, opening: undefined };
  // A wrapper level shares the object, so that an opening is used up once across levels.
  return {
    parents: scope.parents,
    depth,
    get opening() {
      return scope.opening;
    },
    set opening(value) {
      scope.opening = value;
    },
  };
}

interface WholeOptions {
  definition: ReturnType<typeof definitionOf>;
  grammar: Grammar;
  startRow: number;
  endRow: number;
}

function wholeUnit(node: Node, scope: Scope, { definition, grammar, startRow, endRow }: WholeOptions): Unit {
  const { opening } = scope;
  if (opening) {
    // The first piece of an oversized definition is its definition, and stands beside it, not inside it.
    const inside = definition ? [definition.name] : [];
    return {
      startRow,
      endRow,
      kind: opening.kind,
      symbols: [opening.symbol, ...inside],
      parents: scope.parents.slice(0, -1),
      isDefinition: true,
      isLead: false,
      opensChunk: true,
    };
  }
  const symbols = definition ? [definition.name] : [];
  collectSymbols(definition?.inner ?? node, grammar, symbols);
  const scopeName = scopeNameOf(node, grammar);
  return {
    startRow,
    endRow,
    kind: definition?.kind ?? 'block',
    symbols,
    parents: [
      ...withReceiver(scope.parents, definition?.inner ?? node),
      ...(scopeName === undefined ? [] : [scopeName]),
    ],
    isDefinition: definition !== undefined || symbols.length > 0,
    isLead: isLeadType(node.type),
  };
}

function withReceiver(parents: string[], node: Node): string[] {
  const receiver = receiverOf(node);
  return receiver === undefined ? parents : [...parents, receiver];
}

const LEAD = /comment|^attribute_item$|^inner_attribute_item$|^decorator$|^attribute_list$|^annotation$/;

function isLeadType(type: string): boolean {
  return LEAD.test(type);
}

const CLASS_KINDS = new Set<ChunkKind>(['class', 'interface', 'module', 'enum']);
const BODY = /(?:body|block|list|declarations?|spec|specifier|statements?|section|ERROR)$/;

/** Names of members inside a kept-whole class, module or group; function bodies stay closed. */
function collectSymbols(node: Node, grammar: Grammar, symbols: string[], depth = 0): void {
  if (depth > 6) return;
  for (const child of node.namedChildren) {
    const definition = definitionOf(child, grammar);
    if (definition) {
      if (!symbols.includes(definition.name)) symbols.push(definition.name);
      if (CLASS_KINDS.has(definition.kind)) collectSymbols(definition.inner, grammar, symbols, depth + 1);
    } else if (!isFunctionBody(node, child) && BODY.test(child.type)) {
      collectSymbols(child, grammar, symbols, depth + 1);
    }
  }
}

function isFunctionBody(parent: Node, child: Node): boolean {
  return (
    /function|method|constructor|arrow|lambda|closure|declarator|assignment/.test(parent.type) &&
    /body|block/.test(child.type)
  );
}

/** Some grammars end a node at column 0 of the next line. */
function lastRowOf(node: Node): number {
  const { row, column } = node.endPosition;
  return column === 0 && row > node.startPosition.row ? row - 1 : row;
}
