import type { Parser, Tree } from 'web-tree-sitter';
import type { Grammar } from './grammars.ts';
import { createParser } from './load-grammar.ts';

/** A parse that takes longer is given up: an error-ridden file can cost minutes. */
const PARSE_LIMIT_MS = 10_000;

const parsers = new Map<string, Promise<Parser>>();

/** The syntax tree of a text, or undefined when parsing takes too long. The caller deletes the tree. */
export async function parseTree(text: string, grammar: Grammar): Promise<Tree | undefined> {
  let pending = parsers.get(grammar.wasm);
  if (!pending) {
    pending = createParser(grammar.wasm);
    parsers.set(grammar.wasm, pending);
  }
  const parser = await pending;
  const deadline = performance.now() + PARSE_LIMIT_MS;
  const isLate = (): boolean => performance.now() > deadline;
  // A true answer stops the parse; the declared type says void.
  const tree = parser.parse(text, null, { progressCallback: isLate });
  if (!tree) parser.reset();
  return tree ?? undefined;
}
