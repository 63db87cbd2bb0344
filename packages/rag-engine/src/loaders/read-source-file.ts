import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
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

/** Reads one listed file, or says why it is left out. Links and files reached through a linked folder are left out. */
export async function readSourceFile(
  root: string,
  path: string,
  limits: FileLimits = {},
): Promise<SourceFile> {
  const skip = skipReasonOfPath(path);
  if (skip) return { path, skip };
  try {
    const full = join(root, path);
    const info = await lstat(full);
    if (info.isSymbolicLink() || (path.includes('/') && !(await isInside(root, full))))
      return { path, skip: 'link' };
    if (!info.isFile()) return { path, skip: 'unreadable' };
    if (info.size > (limits.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES)) return { path, skip: 'too large' };
    const content = await readNoFollow(full);
    const reason = skipReasonOfContent(content);
    if (reason) return { path, skip: reason };
    return { path, text: decode(content), bytes: content.byteLength, blobHash: blobHashOf(content) };
  } catch (error) {
    if (isSystemError(error)) return { path, skip: 'unreadable' };
    throw error;
  }
}

async function isInside(root: string, full: string): Promise<boolean> {
  const real = await realpath(full);
  return real.startsWith(root.endsWith(sep) ? root : root + sep);
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
