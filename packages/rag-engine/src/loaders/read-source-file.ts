import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { blobHashOf } from './blob-hash.ts';
import {
  DEFAULT_MAX_FILE_BYTES,
  skipReasonOfContent,
  skipReasonOfPath,
  type FileLimits,
  type SkipReason,
} from './file-rules.ts';

export type SourceFile =
  { path: string; text: string; bytes: number; blobHash: string } | { path: string; skip: SkipReason };

/** Reads listed files of one source. */
export type SourceReader = (path: string) => Promise<SourceFile>;

/**
 * A reader for one pass over a source. Links, and files that a linked folder leads to, are left out; each folder is
 * looked at once per reader.
 */
export function createSourceReader(root: string, limits: FileLimits = {}): SourceReader {
  const folders = new Map<string, Promise<boolean>>();
  const isPlainFolder = (folder: string): Promise<boolean> => {
    const known =
      folders.get(folder) ?? realpath(join(root, folder)).then((real) => real === join(root, folder));
    folders.set(folder, known);
    return known;
  };
  return async (path) => {
    const skip = skipReasonOfPath(path);
    if (skip) return { path, skip };
    try {
      const info = await lstat(join(root, path));
      if (info.isSymbolicLink() || !(await isPlainFolder(dirname(path)))) return { path, skip: 'link' };
      if (!info.isFile()) return { path, skip: 'unreadable' };
      if (info.size > (limits.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES)) return { path, skip: 'too large' };
      return toSourceFile(path, await readNoFollow(join(root, path)));
    } catch (error) {
      if (isSystemError(error)) return { path, skip: 'unreadable' };
      throw error;
    }
  };
}

function toSourceFile(path: string, content: Buffer): SourceFile {
  const skip = skipReasonOfContent(content);
  if (skip) return { path, skip };
  return { path, text: decode(content), bytes: content.byteLength, blobHash: blobHashOf(content) };
}

async function readNoFollow(path: string): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function decode(content: Buffer): string {
  const text = content.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Deleted meanwhile, no permission, and the like. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
