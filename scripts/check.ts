/** Checks of the house that are neither lint nor types. Prints every problem and fails when there is one. */
import { readdirSync } from 'node:fs';
import { findForbiddenImports, findImportCycles } from './checks/boundaries.ts';
import { PAGES } from '../apps/web-ui/e2e/support/pages.ts';
import { findHabitProblems } from './checks/habits.ts';
import { findMissingScreenshots } from './checks/screenshots.ts';
import { sourceFiles } from './checks/source-files.ts';

const files = sourceFiles();
const problems = [
  ...findForbiddenImports(files),
  ...findImportCycles(files).map((cycle) => `Import cycle: ${cycle.join(' → ')}`),
  ...findHabitProblems(files),
  ...findMissingScreenshots(PAGES, new Set(readdirSync('docs/screenshots'))),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.error(`${files.length} files keep the rules of the house.`);
