import { CodexError } from '@codexos/utils/errors';
import type { FileAccess } from '../ports/file-access.ts';

/** Files that exist only in a test: path to text. */
export function createMemoryFileAccess(files: Readonly<Record<string, string>>): FileAccess {
  return {
    list: () => Promise.resolve(Object.keys(files).sort()),
    read(path) {
      const text = files[path];
      if (text === undefined)
        return Promise.reject(
          new CodexError({ code: 'FILE_NOT_FOUND', message: `There is no file "${path}" here.` }),
        );
      return Promise.resolve({ path, text, blobHash: `blob-of-${path}` });
    },
  };
}
