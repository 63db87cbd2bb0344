import type { SearchView, ViewChunk } from '../lexical/search-view.ts';
import { splitIdentifier } from '../text/split-identifier.ts';
import { STOP_WORDS } from '../text/stop-words.ts';

/** Words that ask for a source as a whole. */
const GENERIC_WORDS = new Set(
  `about all app application architecture begin beginning code codebase describe entry explain give introduce
  introduction is library main overview package please project purpose repo repository show software source start
  starting starts summarize summary tell thing us work works`.split(/\s+/),
);

/** Below the score of any chunk that holds a word of a query. */
const BEST_SCORE = 0.01;
const README_CHUNKS = 3;

/** Whether a query asks what a source is, with no word that could tell one part of it from another. */
export function asksForOverview(query: string): boolean {
  const words = query.split(/[^\p{L}\p{N}_$]+/u).flatMap(splitIdentifier);
  return words.length > 0 && words.every((word) => STOP_WORDS.has(word) || GENERIC_WORDS.has(word));
}

/** The beginning of the root's readme, then its manifest and entry file, best first. */
export function overviewChunks(
  { chunks }: SearchView,
  limit: number,
  accepts: ((chunk: ViewChunk) => boolean) | undefined,
): { chunkId: number; score: number }[] {
  const found: { chunkId: number; place: number }[] = [];
  const seen = new Map<number, number>();
  for (const [chunkId, chunk] of chunks.entries()) {
    const at = seen.get(chunk.fileId) ?? 0;
    seen.set(chunk.fileId, at + 1);
    const place = placeOf(chunk.document.path, at);
    if (place !== undefined && (!accepts || accepts(chunk))) found.push({ chunkId, place });
  }
  found.sort((left, right) => left.place - right.place || left.chunkId - right.chunkId);
  return found.slice(0, limit).map(({ chunkId }, rank) => ({ chunkId, score: BEST_SCORE / (rank + 1) }));
}

const README = /^readme(?:\.(?:md|mdx|markdown|rst|txt|adoc))?$/i;
const MANIFEST =
  /^(?:package\.json|pyproject\.toml|setup\.py|cargo\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|[^/]+\.gemspec|mix\.exs)$/i;
const ENTRY =
  /^(?:(?:src|lib|app|cmd)\/)?(?:index|main|app|mod|lib|server|__main__)\.(?:[cm]?[jt]sx?|py|rs|go|rb|php|java|kt|c|cc|cpp)$/;

/** Smaller comes first; undefined for what says nothing about the whole. `at` counts the chunks of a file. */
function placeOf(path: string, at: number): number | undefined {
  if (README.test(path)) return at < README_CHUNKS ? at : undefined;
  if (at > 0) return undefined;
  if (MANIFEST.test(path)) return README_CHUNKS;
  return ENTRY.test(path) ? README_CHUNKS + 1 : undefined;
}
