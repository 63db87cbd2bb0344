import type { ChunkSpan } from './chunk.ts';
import type { Grammar } from './grammars.ts';
import { createLineTable } from './line-table.ts';
import { mergeUnits } from './merge-units.ts';
import { parseTree } from './parse-tree.ts';
import { splitTree } from './split-tree.ts';

/** A definition up to this size stays whole. */
const MAX_CHARS = 1_600;
/** Neighbours are merged up to this size. */
const MERGE_CHARS = 1_200;

/**
 * Splits code along its syntax tree, then merges small neighbours. Text with syntax errors is split as far as
 * the tree goes. Returns undefined when the parser gives up, so that the caller can fall back to lines.
 */
export async function chunkCode(text: string, grammar: Grammar): Promise<ChunkSpan[] | undefined> {
  const tree = await parseTree(text, grammar);
  if (!tree) return undefined;
  try {
    const table = createLineTable(text);
    const units = splitTree(tree.rootNode, { grammar, table, maxChars: MAX_CHARS });
    return mergeUnits(units, table, { mergeChars: MERGE_CHARS, maxChars: MAX_CHARS * 1.5 });
  } finally {
    tree.delete();
  }
}
