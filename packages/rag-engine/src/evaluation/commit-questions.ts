import { runGit } from '../loaders/run-git.ts';
import type { Question } from './question.ts';

/** Commits are looked at from the newest back to this many. */
const MAX_COMMITS = 3_000;
/** A commit that touches more files is a sweep, not an answer to its subject. */
const MAX_FILES = 10;

/**
 * Questions from history: the subject of a non-merge commit asks for the files it changed, as far as they are
 * still in the source. Subjects that name no content (releases, version bumps) are left out.
 */
export async function commitQuestions(
  root: string,
  paths: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Question[]> {
  const output = await runGit(
    [
      'log',
      '--no-merges',
      '--no-ext-diff',
      '--no-textconv',
      '--no-renames',
      '--relative',
      '-z',
      '--name-only',
      '--format=%x01%s',
      `--max-count=${MAX_COMMITS}`,
      '--end-of-options',
      'HEAD',
      '--',
      '.',
    ],
    { cwd: root, signal },
  );
  const questions: Question[] = [];
  for (const record of output.toString('utf8').split('\u0001')) {
    const [subject = '', ...files] = record.split(/[\0\n]+/).filter((part) => part !== '');
    const text = plainSubject(subject);
    const targets = files.filter((file) => paths.has(file));
    if (files.length > MAX_FILES || targets.length === 0 || !isTelling(text)) continue;
    questions.push({ text, targets: targets.map((path) => ({ id: path, path })) });
  }
  return questions;
}

/** Without issue numbers and bracketed marks. */
function plainSubject(subject: string): string {
  return subject
    .replaceAll(/\(?(?:#|gh-)\d+\)?/gi, '')
    .replaceAll(/\[[^\]]{0,20}\]/g, '')
    .trim();
}

function isTelling(text: string): boolean {
  if (
    /^(?:(?:chore|build|ci)[^:]*:\s*)?(?:release|bump|merge|revert|version|prepare|publish|update (?:dependenc|changelog|lock)|v?\d+\.\d+)/i.test(
      text,
    )
  )
    return false;
  return (text.match(/\p{L}{2,}/gu) ?? []).length >= 3;
}
