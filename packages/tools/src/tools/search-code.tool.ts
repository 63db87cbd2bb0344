import type { Citation } from '@codexos/protocol/citation';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineTool, type ToolOutcome } from '../define-tool.ts';
import { NO_SOURCE, requirePort } from '../require-port.ts';
import { matchLines, type LineMatch } from '../search/line-match.ts';
import { pathMatcher } from '../search/path-matcher.ts';
import { readBatches } from '../search/read-batches.ts';
import { searchPattern } from '../search/search-pattern.ts';
import type { ToolContext } from '../tool-context.ts';

const input = z.object({
  query: z
    .string()
    .min(1)
    .max(1_000)
    .describe('A question, words, a symbol, or the text to find')
    .meta({ label: 'Query' }),
  mode: z
    .enum(['ranked', 'text', 'regex'])
    .default('ranked')
    .describe(
      'ranked: best passages for a question or symbol; text: lines with exactly this text; regex: lines matching a pattern',
    )
    .meta({ label: 'Mode' }),
  path: z
    .string()
    .max(500)
    .default('')
    .describe('Folder prefix or glob to search in')
    .meta({ label: 'Folder or glob' }),
  limit: z.int().min(1).max(100).default(8).describe('Most results').meta({ label: 'Limit' }),
});
const output = z.object({
  results: z.array(
    z.object({
      path: z.string(),
      startLine: z.int(),
      endLine: z.int(),
      symbol: z.string().optional(),
      text: z.string(),
    }),
  ),
});
type Input = z.infer<typeof input>;
type Output = z.infer<typeof output>;

/** Finds code by meaning, exact text or pattern. */
export const searchCodeTool = defineTool({
  name: 'search-code',
  label: 'Search code',
  description:
    'Search the source for code that answers a question, names a symbol, or holds exact text or a pattern. Results carry file and lines.',
  icon: 'search',
  effect: 'read',
  input,
  output,
  run: ({ input: request, context }) =>
    request.mode === 'ranked' ? searchRanked(request, context) : searchLines(request, context),
});

/** Candidates per wanted result when a path narrows the search afterwards. */
const WIDEN = 5;
const MAX_PASSAGE_CHARS = 4_000;

async function searchRanked(
  { query, path, limit }: Input,
  context: ToolContext,
): Promise<ToolOutcome<Output>> {
  const searcher = requirePort(context.searcher, NO_SOURCE);
  const accepts = pathMatcher(path);
  const found = await searcher.search({
    query,
    limit: path === '' ? limit : limit * WIDEN,
    signal: context.signal,
  });
  const passages = found.filter(({ citation }) => accepts(citation.path)).slice(0, limit);
  return {
    output: {
      results: passages.map(({ text, citation: { path: file, startLine, endLine, symbol } }) => ({
        path: file,
        startLine,
        endLine,
        ...(symbol === undefined ? {} : { symbol }),
        text: text.slice(0, MAX_PASSAGE_CHARS),
      })),
    },
    citations: passages.map(({ citation }) => citation),
  };
}

async function searchLines(
  { query, mode, path, limit }: Input,
  context: ToolContext,
): Promise<ToolOutcome<Output>> {
  const files = requirePort(context.files, NO_SOURCE);
  const { signal } = context;
  const paths = (await files.list(signal)).filter(pathMatcher(path));
  const blobs = new Map<string, Citation>();
  const batches = readBatches({
    files,
    paths,
    signal,
    onFile: (file) => blobs.set(file.path, { ...citationOf(file), startLine: 1, endLine: 1 }),
  });
  const matches =
    mode === 'regex'
      ? await searchPattern({ pattern: query, ignoreCase: false, batches, limit, signal })
      : await searchText(query, batches, limit);
  return {
    output: {
      results: matches.map(({ path: file, line, text }) => ({
        path: file,
        startLine: line,
        endLine: line,
        text,
      })),
    },
    citations: matches.map(({ path: file, line }) => {
      const blob = blobs.get(file);
      if (!blob) throw new CodexError({ code: 'INTERNAL', message: `${file} matched without being read.` });
      return { ...blob, startLine: line, endLine: line };
    }),
  };
}

function citationOf({
  path,
  blobHash,
  commit,
}: {
  path: string;
  blobHash: string;
  commit?: string;
}): Pick<Citation, 'path' | 'blobHash' | 'commit'> {
  return { path, blobHash, ...(commit === undefined ? {} : { commit }) };
}

async function searchText(
  text: string,
  batches: AsyncIterable<{ path: string; text: string }[]>,
  limit: number,
): Promise<LineMatch[]> {
  const matches: LineMatch[] = [];
  for await (const files of batches) {
    matches.push(...matchLines(files, (line) => line.includes(text), limit - matches.length));
    if (matches.length >= limit) break;
  }
  return matches;
}
