import { tokenize, WHOLE_MARK } from '../text/tokenize.ts';
import type { Vocabulary } from '../lexical/vocabulary.ts';

/**
 * Terms of a file's own name: `JsonObject.java` gives `json object`. For names that say nothing (`index.ts`,
 * `mod.rs`, `__init__.py`) the folder's name counts.
 */
export function fileStemTerms(path: string, vocabulary: Vocabulary): number[] {
  const parts = path.split('/');
  const stem = (parts.at(-1) ?? '').replace(/^\.+/, '').split('.')[0] ?? '';
  const name = EMPTY_NAMES.test(stem) ? (parts.at(-2) ?? stem) : stem;
  return tokenize(name)
    .filter((token) => !token.startsWith(WHOLE_MARK))
    .map((token) => vocabulary.idOf(token) ?? -1);
}

const EMPTY_NAMES = /^(?:index|mod|lib|main|__init__|__main__|readme|init|package-info|doc)$/i;
