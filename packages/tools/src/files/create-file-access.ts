import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, realpath, type FileHandle } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CodexError } from '@codexos/utils/errors';
import { isClosedPath } from './closed-paths.ts';
import type { FileAccess, FileContent } from '../ports/file-access.ts';

export interface FileAccessOptions {
  /** Folders that may be read; a relative path is looked for in each in turn. */
  roots: readonly string[];
  /** Default 1 MiB. */
  maxFileBytes?: number;
  /** HEAD of the source, for citations. */
  commit?: string | undefined;
  /** Listing to use instead of a walk, such as one that obeys `.gitignore`. */
  listPaths?: (signal?: AbortSignal) => Promise<string[]>;
}

const DEFAULT_MAX_FILE_BYTES = 1024 * 1024;
/** A listing stops here; a source of this size needs a narrower root. */
const MAX_LISTED = 50_000;

/** Reads files below the given roots only: neither `..` nor a link leads out, and secrets stay closed. */
export function createFileAccess({
  roots,
  maxFileBytes = DEFAULT_MAX_FILE_BYTES,
  commit,
  listPaths,
}: FileAccessOptions): FileAccess {
  const realRoots = Promise.all(roots.map((root) => realpath(root)));
  // A missing root is reported by the call that needs it, not as an unhandled rejection.
  realRoots.catch(() => undefined);
  return {
    async list(signal) {
      if (listPaths) return (await listPaths(signal)).filter((path) => !isClosedPath(path));
      const found: string[] = [];
      for (const root of await realRoots) await walk({ root, folder: '', found, signal });
      return found.sort();
    },
    async read(path, signal) {
      signal?.throwIfAborted();
      const { file, root } = await locate(path, await realRoots);
      const content = await readBounded(file, path, maxFileBytes);
      return toContent(relative(root, file).split(sep).join('/'), content, commit);
    },
  };
}

function toContent(path: string, content: Buffer, commit: string | undefined): FileContent {
  const blobHash = createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
  return { path, text: content.toString('utf8'), blobHash, ...(commit === undefined ? {} : { commit }) };
}

async function locate(path: string, roots: readonly string[]): Promise<{ file: string; root: string }> {
  if (path.includes('\0')) throw pathRefused(path, 'holds a zero byte');
  let isOutside = roots.length === 0;
  for (const root of roots) {
    const wanted = isAbsolute(path) ? resolve(path) : resolve(root, path);
    if (!isInside(root, wanted)) {
      isOutside = true;
      continue;
    }
    const file = await realFile(wanted);
    if (file === undefined) continue;
    if (!isInside(root, file)) throw pathRefused(path, 'leads outside the allowed folders through a link');
    if (isClosedPath(relative(root, file)))
      throw pathRefused(path, 'is kept closed because it may hold secrets');
    return { file, root };
  }
  if (isOutside) throw pathRefused(path, 'is outside the allowed folders');
  throw new CodexError({
    code: 'FILE_NOT_FOUND',
    message: `There is no file "${path}" here.`,
    hint: 'list-files shows the files of the source.',
  });
}

async function realFile(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function readBounded(file: string, path: string, limit: number): Promise<Buffer> {
  // The path was resolved a moment ago; a link put there since then is not followed.
  const handle = await open(
    file,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    await assertReadable(handle, path, limit);
    const content = await handle.readFile();
    if (content.subarray(0, 8_000).includes(0)) throw notText(path);
    return content;
  } finally {
    await handle.close();
  }
}

async function assertReadable(handle: FileHandle, path: string, limit: number): Promise<void> {
  const info = await handle.stat();
  if (!info.isFile()) {
    throw new CodexError({
      code: 'FILE_NOT_FOUND',
      message: `"${path}" is not a file.`,
      hint: 'list-files shows what a folder holds.',
    });
  }
  if (info.size > limit) {
    throw new CodexError({
      code: 'PAYLOAD_TOO_LARGE',
      message: `"${path}" has ${info.size} bytes, more than the limit of ${limit}.`,
      hint: 'Use search-code to find the lines you need.',
    });
  }
}

async function walk({
  root,
  folder,
  found,
  signal,
}: {
  root: string;
  folder: string;
  found: string[];
  signal: AbortSignal | undefined;
}): Promise<void> {
  signal?.throwIfAborted();
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    if (found.length >= MAX_LISTED) return;
    const path = folder + entry.name;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) await walk({ root, folder: `${path}/`, found, signal });
    } else if (entry.isFile() && !isClosedPath(path)) {
      found.push(path);
    }
  }
}

const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', '.venv', '__pycache__', '.next', '.turbo']);

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function pathRefused(path: string, reason: string): CodexError {
  return new CodexError({
    code: 'PATH_REFUSED',
    message: `"${path.slice(0, 300)}" ${reason}.`,
    hint: 'Name a path relative to the source, as list-files shows it.',
  });
}

function notText(path: string): CodexError {
  return new CodexError({
    code: 'TOOL_FAILED',
    message: `"${path}" is not a text file.`,
    hint: 'Choose a text file.',
  });
}
