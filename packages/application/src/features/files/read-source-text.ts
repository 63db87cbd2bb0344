import { open, stat } from 'node:fs/promises';
import type { FileContent } from '@codexos/protocol/contracts/files.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { blobHashOf, languageOf } from '@codexos/rag-engine';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import { resolveInside } from './resolve-inside.ts';

/** Bytes of a file that a preview shows. */
const PREVIEW_BYTES = 1_000_000;

export interface ReadSourceTextOptions {
  workspaceId: WorkspaceId;
  sourceId: string;
  path: string;
  blobHash?: string | undefined;
}

/** A file as it was read when `blobHash` names that content, else as it is on disk now. */
export async function readSourceText(
  services: Services,
  { workspaceId, sourceId, path, blobHash }: ReadSourceTextOptions,
): Promise<FileContent> {
  const folder = await services.knowledge.folderOf(workspaceId, sourceId);
  const current = await readCurrent(folder, path).catch((error: unknown) => {
    if (blobHash !== undefined && CodexError.is(error) && error.code === 'FILE_NOT_FOUND') return undefined;
    throw error;
  });
  if (current && (blobHash === undefined || current.blobHash === blobHash))
    return { ...current, isCurrent: true };
  const cited = blobHash === undefined ? undefined : await services.knowledge.readBlob(sourceId, blobHash);
  if (cited !== undefined && blobHash !== undefined)
    return { ...describe(path, Buffer.from(cited)), blobHash, isCurrent: false };
  throw new CodexError({
    code: 'FILE_NOT_FOUND',
    message: `The cited content of ${path} is not kept any more.`,
    hint: 'Read the source again and repeat the question.',
  });
}

async function readCurrent(folder: string, path: string): Promise<Omit<FileContent, 'isCurrent'>> {
  const real = await resolveInside(folder, path);
  const facts = await stat(real);
  if (!facts.isFile())
    throw new CodexError({
      code: 'FILE_NOT_FOUND',
      message: `${path} is a folder.`,
      hint: 'Choose a file inside it.',
    });
  const file = await open(real, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(facts.size, PREVIEW_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (bytes.subarray(0, 8_000).includes(0)) {
      throw new CodexError({
        code: 'SOURCE_INVALID',
        message: `${path} is not a text file.`,
        hint: 'Only text can be shown here.',
      });
    }
    return { ...describe(path, bytes), byteCount: facts.size, isTruncated: facts.size > bytesRead };
  } finally {
    await file.close();
  }
}

function describe(path: string, bytes: Buffer): Omit<FileContent, 'isCurrent'> {
  const text = bytes.toString('utf8');
  return {
    path,
    language: languageOf(path),
    text,
    byteCount: bytes.length,
    lineCount: text.split('\n').length,
    blobHash: blobHashOf(bytes),
    isTruncated: false,
  };
}
