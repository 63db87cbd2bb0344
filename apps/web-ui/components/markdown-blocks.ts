/**
 * Cuts markdown into blocks at blank lines outside fences, so that a text that grows only parses its last block
 * again. Lists and tables with blank lines inside stay whole.
 */
export function markdownBlocks(text: string): string[] {
  const blocks: string[] = [];
  let current: string[] = [];
  let fence: string | undefined;
  const finish = () => {
    const block = current.join('\n').trimEnd();
    if (block.trim() !== '') blocks.push(block);
    current = [];
  };
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const isInside = fence !== undefined;
    if (mark && fence === undefined) fence = mark;
    else if (mark && fence !== undefined && closes(mark, fence, line)) fence = undefined;
    if (!isInside && line.trim() !== '' && startsBlock(current, line)) finish();
    current.push(line);
  }
  finish();
  return blocks;
}

function closes(mark: string, fence: string, line: string): boolean {
  return mark[0] === fence[0] && mark.length >= fence.length && line.trim() === mark;
}

/** A line after a blank one starts a block, unless it goes on with a list or is indented below one. */
function startsBlock(current: readonly string[], line: string): boolean {
  if (current.length === 0 || current.at(-1)?.trim() !== '') return false;
  const isListItem = /^\s*([-*+]|\d{1,9}[.)])\s/.test(line);
  const isIndented = /^( {2,}|\t)/.test(line);
  const startedAsList = /^\s*([-*+]|\d{1,9}[.)])\s/.test(current[0] ?? '');
  return !(startedAsList && (isListItem || isIndented));
}
