/** Runs an untrusted regular expression where it can be stopped: a pattern may take forever on one line. */
import { parentPort } from 'node:worker_threads';
import { matchLines, type SearchableFile } from './line-match.ts';

export interface PatternRequest {
  pattern: string;
  flags: string;
  files: SearchableFile[];
  limit: number;
}

parentPort?.on('message', ({ pattern, flags, files, limit }: PatternRequest) => {
  const expression = new RegExp(pattern, flags);
  parentPort?.postMessage(matchLines(files, (line) => expression.test(line), limit));
});
