import { Worker } from 'node:worker_threads';
import { CodexError } from '@codexos/utils/errors';
import type { LineMatch, SearchableFile } from './line-match.ts';
import type { PatternRequest } from './pattern-search.worker.ts';

export interface SearchPatternOptions {
  pattern: string;
  ignoreCase: boolean;
  /** Batches of files; the search stops when enough lines are found. */
  batches: AsyncIterable<SearchableFile[]>;
  limit: number;
  signal: AbortSignal;
}

/** A batch on which a pattern works longer than this is a runaway pattern. */
const BATCH_LIMIT_MS = 3_000;

/** Lines that match a regular expression. Throws TOOL_INPUT_INVALID for a broken or runaway pattern. */
export async function searchPattern({
  pattern,
  ignoreCase,
  batches,
  limit,
  signal,
}: SearchPatternOptions): Promise<LineMatch[]> {
  const flags = ignoreCase ? 'iu' : 'u';
  assertPattern(pattern, flags);
  const worker = new Worker(new URL('./pattern-search.worker.ts', import.meta.url));
  const matches: LineMatch[] = [];
  try {
    for await (const files of batches) {
      signal.throwIfAborted();
      matches.push(...(await ask(worker, { pattern, flags, files, limit: limit - matches.length }, signal)));
      if (matches.length >= limit) break;
    }
    return matches;
  } finally {
    await worker.terminate();
  }
}

function assertPattern(pattern: string, flags: string): void {
  try {
    new RegExp(pattern, flags);
  } catch (cause) {
    throw patternInvalid(pattern, cause instanceof Error ? cause.message : 'it cannot be read', cause);
  }
}

function ask(worker: Worker, request: PatternRequest, signal: AbortSignal): Promise<LineMatch[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => finish(() => reject(patternInvalid(request.pattern, 'it takes too long'))),
      BATCH_LIMIT_MS,
    );
    const onAbort = (): void => finish(() => reject(signal.reason as Error));
    const onMessage = (matches: LineMatch[]): void => finish(() => resolve(matches));
    const onError = (error: unknown): void => finish(() => reject(error as Error));
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      worker.off('message', onMessage).off('error', onError);
      settle();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    worker.once('message', onMessage).once('error', onError);
    worker.postMessage(request);
  });
}

function patternInvalid(pattern: string, reason: string, cause?: unknown): CodexError {
  return new CodexError({
    code: 'TOOL_INPUT_INVALID',
    message: `The pattern "${pattern.slice(0, 200)}" cannot be used: ${reason}.`,
    hint: 'Correct the pattern, or search for plain text instead.',
    cause,
  });
}
