import type { Node } from 'web-tree-sitter';
import { definitionOf } from '../chunkers/definition-of.ts';
import { grammarOf, type Grammar } from '../chunkers/grammars.ts';
import { parseTree } from '../chunkers/parse-tree.ts';
import { languageOf } from '../languages/language-of.ts';

/** A comment that documents a definition. Lines are 1-based and inclusive. */
export interface DocComment {
  name: string;
  isFunction: boolean;
  /** First line of the definition itself. */
  line: number;
  startLine: number;
  endLine: number;
  /** Raw text with comment marks. */
  text: string;
}

/** Comments and docstrings that stand at a definition, in file order; none for files without a grammar. */
export async function findDocComments(path: string, text: string): Promise<DocComment[]> {
  const grammar = grammarOf(languageOf(path));
  const tree = grammar ? await parseTree(text, grammar) : undefined;
  if (!grammar || !tree) return [];
  try {
    const found: DocComment[] = [];
    collect(tree.rootNode, grammar, found);
    return found;
  } finally {
    tree.delete();
  }
}

function collect(node: Node, grammar: Grammar, found: DocComment[], depth = 0): void {
  if (depth > 150) return;
  const children = node.children;
  for (const [index, child] of children.entries()) {
    const definition = definitionOf(child, grammar);
    if (definition) {
      const comment = leadingComment(children, index) ?? docstring(definition.inner);
      if (comment) {
        const isFunction = definition.kind === 'function' || definition.kind === 'method';
        found.push({ name: definition.name, isFunction, line: child.startPosition.row + 1, ...comment });
      }
    }
    if (child.namedChildCount > 0) collect(definition?.inner ?? child, grammar, found, depth + 1);
  }
}

type CommentSpan = Pick<DocComment, 'startLine' | 'endLine' | 'text'>;

/** The run of comments that ends on the line above, looking past attributes and decorators. */
function leadingComment(siblings: readonly Node[], index: number): CommentSpan | undefined {
  let row = siblings[index]?.startPosition.row ?? 0;
  const parts: Node[] = [];
  for (let at = index - 1; at >= 0; at -= 1) {
    const sibling = siblings[at] as Node;
    const isComment = sibling.type.includes('comment');
    const isAttribute = /attribute|decorator|annotation/.test(sibling.type);
    if (!isComment && !isAttribute) break;
    // Some houses leave an empty line below a doc block.
    const gap = sibling.text.startsWith('/**') ? 2 : 1;
    if (lastRowOf(sibling) < row - gap) break;
    const before = siblings[at - 1];
    // A comment after code on the same line speaks of that code.
    if (
      isComment &&
      before &&
      lastRowOf(before) === sibling.startPosition.row &&
      !before.type.includes('comment')
    )
      break;
    row = sibling.startPosition.row;
    if (isComment) parts.unshift(sibling);
  }
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last) return undefined;
  return {
    startLine: first.startPosition.row + 1,
    endLine: lastRowOf(last) + 1,
    text: parts.map((part) => part.text).join('\n'),
  };
}

function docstring(definition: Node): CommentSpan | undefined {
  const body = definition.childForFieldName('body');
  const statement = body?.type === 'block' ? body.namedChildren[0] : undefined;
  const string = statement?.type === 'expression_statement' ? statement.namedChildren[0] : statement;
  if (!string || string.type !== 'string') return undefined;
  return { startLine: string.startPosition.row + 1, endLine: lastRowOf(string) + 1, text: string.text };
}

function lastRowOf(node: Node): number {
  const { row, column } = node.endPosition;
  return column === 0 && row > node.startPosition.row ? row - 1 : row;
}
