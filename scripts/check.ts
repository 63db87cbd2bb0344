/** Checks of the house that are neither lint nor types. Prints every problem and fails when there is one. */
import { findForbiddenImports, findImportCycles } from './checks/boundaries.ts';
import { findHabitProblems } from './checks/habits.ts';
import { sourceFiles } from './checks/source-files.ts';

const files = sourceFiles();
const problems = [
  ...findForbiddenImports(files),
  ...findImportCycles(files).map((cycle) => `Import cycle: ${cycle.join(' → ')}`),
  ...findHabitProblems(files),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.error(`${files.length} files keep the rules of the house.`);
