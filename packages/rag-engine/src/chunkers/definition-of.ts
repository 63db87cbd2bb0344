import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from './chunk.ts';
import type { Grammar } from './grammars.ts';

export interface Definition {
  name: string;
  kind: ChunkKind;
  /** The definition itself, inside any wrapper. */
  inner: Node;
}

/** The definition that a node is or wraps, or undefined for other code. */
export function definitionOf(node: Node, grammar: Grammar): Definition | undefined {
  const kind = grammar.definitions[node.type];
  if (kind !== undefined && node.isNamed) {
    const name = nameOf(node);
    return name === undefined ? undefined : { name, kind: refineKind(node, kind), inner: node };
  }
  if (node.type === 'assignment_expression' && grammar.wrappers.includes('expression_statement'))
    return assigned(node);
  if (!grammar.wrappers.includes(node.type)) return undefined;
  for (const child of node.namedChildren) {
    const inner = definitionOf(child, grammar);
    if (inner) return inner;
  }
  return undefined;
}

/** Name of a scope node that is no definition of its own, such as the type of a Rust `impl`. */
export function scopeNameOf(node: Node, grammar: Grammar): string | undefined {
  if (!grammar.scopes.includes(node.type)) return undefined;
  return simpleName(node.childForFieldName('type')?.text);
}

/** `Receiver` of a Go method, which stands outside its type. */
export function receiverOf(node: Node): string | undefined {
  const receiver = node.type === 'method_declaration' ? node.childForFieldName('receiver') : null;
  return receiver ? /([A-Za-z_]\w*)\s*(?:\[[^\]]*\])?\s*\)$/.exec(receiver.text.slice(-300))?.[1] : undefined;
}

const FUNCTION_VALUES = new Set(['arrow_function', 'function_expression', 'function', 'generator_function']);
const CLASS_VALUES = new Set(['class', 'class_expression']);
const ASSIGNABLE = new Set([...FUNCTION_VALUES, ...CLASS_VALUES]);

/** `exports.name = function`, `Type.prototype.name = () => …`; other assignments define nothing. */
function assigned(node: Node): Definition | undefined {
  const value = node.childForFieldName('right');
  if (!value || !ASSIGNABLE.has(value.type)) return undefined;
  const left = node.childForFieldName('left');
  const property = left?.type === 'member_expression' ? left.childForFieldName('property') : left;
  const name = property?.text === 'exports' ? value.childForFieldName('name')?.text : property?.text;
  if (!name || !/^[\w$#]+$/.test(name)) return undefined;
  return { name, kind: CLASS_VALUES.has(value.type) ? 'class' : 'function', inner: node };
}

function refineKind(node: Node, kind: ChunkKind): ChunkKind {
  if (kind !== 'constant') return kind;
  const value = node.childForFieldName('value')?.type ?? '';
  if (FUNCTION_VALUES.has(value)) return node.type === 'variable_declarator' ? 'function' : 'method';
  return CLASS_VALUES.has(value) ? 'class' : kind;
}

const NAME_TYPES = /(?:^|_)(?:identifier|name|constant|word)$/;

function nameOf(node: Node): string | undefined {
  const named = node.childForFieldName('name') ?? node.childForFieldName('property');
  if (named) return simpleName(named.text);
  let declarator = node.childForFieldName('declarator');
  for (let depth = 0; declarator && depth < 8; depth += 1) {
    const next: Node | null = declarator.childForFieldName('declarator');
    if (!next) break;
    declarator = next;
  }
  if (declarator) return simpleName(declarator.text);
  return simpleName(node.namedChildren.find((child) => NAME_TYPES.test(child.type))?.text);
}

/** `ns::Type<T>::run` gives `run`; destructuring patterns and other long texts give nothing. */
function simpleName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bare = text.replace(/^[&*\s]+/, '').replace(/<[\s\S]*$/, '');
  const last =
    bare
      .split(/::|\.|\\/)
      .at(-1)
      ?.trim() ?? '';
  if (last === '_') return undefined;
  return /^[~#@]?[\p{L}\p{N}_$-]+[?!=]?$/u.test(last) && last.length <= 100
    ? last.replace(/^[#@]/, '')
    : undefined;
}
