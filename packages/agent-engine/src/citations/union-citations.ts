import type { Citation } from '@codexos/protocol/citation';

/** All citations of several lists, each once, in order of first appearance. */
export function unionCitations(lists: Iterable<readonly Citation[]>): Citation[] {
  const union: Citation[] = [];
  const seen = new Set<string>();
  for (const list of lists) {
    for (const citation of list) {
      const key = citationKey(citation);
      if (seen.has(key)) continue;
      seen.add(key);
      union.push(citation);
    }
  }
  return union;
}

/** Equal for two citations of the same lines of the same content. */
export function citationKey({ sourceId = '', path, blobHash, startLine, endLine }: Citation): string {
  return `${sourceId}\n${path}\n${blobHash}\n${startLine}-${endLine}`;
}
