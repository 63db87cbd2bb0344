import { CodexError } from '@codexos/utils/errors';
import type { FileAccess, FileContent } from '../ports/file-access.ts';

export interface ReadBatchesOptions {
  files: FileAccess;
  paths: readonly string[];
  signal: AbortSignal;
  onFile: (file: FileContent) => void;
}

const BATCH_CHARS = 2_000_000;

/** Reads files in batches of about two million characters. Files that are no text, too large or gone are passed over. */
export async function* readBatches({
  files,
  paths,
  signal,
  onFile,
}: ReadBatchesOptions): AsyncGenerator<FileContent[]> {
  let batch: FileContent[] = [];
  let size = 0;
  for (const path of paths) {
    signal.throwIfAborted();
    const file = await readIfText(files, path, signal);
    if (!file) continue;
    onFile(file);
    batch.push(file);
    size += file.text.length;
    if (size < BATCH_CHARS) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

async function readIfText(
  files: FileAccess,
  path: string,
  signal: AbortSignal,
): Promise<FileContent | undefined> {
  try {
    return await files.read(path, signal);
  } catch (error) {
    if (CodexError.is(error)) return undefined;
    throw error;
  }
}
