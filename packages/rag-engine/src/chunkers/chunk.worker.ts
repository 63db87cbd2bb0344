/** Parses, cuts and tokenises files away from the main thread. */
import { parentPort } from 'node:worker_threads';
import { findDocComments } from '../evaluation/doc-comments.ts';
import { tokenizeFile } from '../lexical/tokenized-file.ts';
import { chunkText } from './chunk-text.ts';
import type { ChunkAnswer, ChunkRequest } from './chunk-messages.ts';

parentPort?.on('message', (request: ChunkRequest) => {
  answer(request).then(
    (result) => parentPort?.postMessage(result),
    (error: unknown) =>
      parentPort?.postMessage({ id: request.id, error: String(error) } satisfies ChunkAnswer),
  );
});

async function answer({ id, wants, path, text }: ChunkRequest): Promise<ChunkAnswer> {
  if (wants === 'comments') return { id, comments: await findDocComments(path, text) };
  return { id, file: tokenizeFile(text, await chunkText(path, text)) };
}
