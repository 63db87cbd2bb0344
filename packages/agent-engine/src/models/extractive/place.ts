import type { Citation } from '@codexos/protocol/citation';
import type { RankedPassage } from './rank-passages.ts';

/** Where a part of a passage stands in its file; with the name only where the part defines it. */
export function citationOf(
  { passage, part }: Pick<RankedPassage, 'passage' | 'part'>,
  { startLine, endLine }: { startLine: number; endLine: number },
): Citation {
  const { symbol: _found, ...place } = passage.citation;
  const named = part.symbol === undefined ? place : { ...place, symbol: part.symbol };
  // The lines can be told only where the passage's text is the cited lines as they are.
  const isAligned = passage.text.split('\n').length === place.endLine - place.startLine + 1;
  if (!isAligned) return named;
  return { ...named, startLine: place.startLine + startLine, endLine: place.startLine + endLine };
}

/** Two pieces of the same lines of a file. */
export function isSamePlace(left: RankedPassage, right: RankedPassage): boolean {
  const [a, b] = [left.passage.citation, right.passage.citation];
  return (
    a.path === b.path && a.sourceId === b.sourceId && a.startLine <= b.endLine && b.startLine <= a.endLine
  );
}
