/** House rules that no linter knows: length of files, words that do not belong, suppressions. */
import type { SourceFile } from './source-files.ts';

const MAX_LINES = 400;

// Put together from pieces, so that this file does not match itself.
const looseWord = 'any';
const looseType = new RegExp(
  `(:\\s*${looseWord}\\b|\\bas ${looseWord}\\b|<${looseWord}>|@ts-(ignore|expect-error|nocheck))`,
);

export function findHabitProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const isTest = /\.(test|spec)\.tsx?$|\/testing\/|\/test\/|\/e2e\//.test(path);
    const problems: string[] = [];
    const lines = text.split('\n').length - 1;
    if (lines > MAX_LINES && !/components\/ui\/|\/migrations\//.test(path))
      problems.push(`${path} has ${lines} lines, more than ${MAX_LINES}`);
    if (looseType.test(withoutComments(text)) && !/\.test-d\.ts$/.test(path)) {
      problems.push(`${path} uses any or suppresses a type error`);
    }
    if (isTest && /\b(it|test|describe)\.(only|skip|todo)\(/.test(text))
      problems.push(`${path} skips or focuses a test`);
    if (isTest && /waitForTimeout\(/.test(text)) problems.push(`${path} sleeps for a fixed time`);
    return problems;
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/(?!\s*@ts-).*$/gm, '');
}
