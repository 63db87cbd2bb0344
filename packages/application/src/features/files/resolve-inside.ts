import { realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { isClosedPath } from '@codexos/tools';
import { CodexError } from '@codexos/utils/errors';
import { isInside } from './root-store.ts';

/** The real path of something inside a folder, links resolved. Throws PATH_REFUSED outside, FILE_NOT_FOUND when gone. */
export async function resolveInside(folder: string, path: string): Promise<string> {
  const root = await realpath(folder);
  const wanted = resolve(root, path);
  if (path.includes('\0') || !isInside(root, wanted)) throw refused(path);
  const real = await realpath(wanted).catch((cause: unknown) => {
    throw new CodexError({
      code: 'FILE_NOT_FOUND',
      message: `There is no ${path} in the source.`,
      hint: 'It may have been renamed or deleted since the source was read.',
      cause,
    });
  });
  if (!isInside(root, real)) throw refused(path);
  if (isClosedPath(relative(root, real))) throw closed(path);
  return real;
}

function closed(path: string): CodexError {
  return new CodexError({
    code: 'PATH_REFUSED',
    message: `${path} is kept closed because it may hold secrets.`,
    hint: 'Open it on the machine itself.',
  });
}

function refused(path: string): CodexError {
  return new CodexError({
    code: 'PATH_REFUSED',
    message: `${path} leads out of the source.`,
    hint: 'Only files inside the source can be shown.',
  });
}
