/** Reads a coverage report in LCOV form and names what the tests do not reach. */

/** One line for each uncovered line and branch; empty when everything is covered. */
export function findUncovered(lcov: string): string[] {
  const uncovered: string[] = [];
  let file = '';
  for (const line of lcov.split('\n')) {
    const [kind = '', value = ''] = splitOnce(line);
    const parts = value.split(',');
    if (kind === 'SF') file = value;
    if (kind === 'DA' && parts[1] === '0') uncovered.push(`${file}:${parts[0]} is never run`);
    // A count of "-" says that not even the branching line was reached.
    if (kind === 'BRDA' && (parts[3] === '0' || parts[3] === '-')) {
      uncovered.push(`${file}:${parts[0]} has a branch that is never taken`);
    }
  }
  if (file === '') uncovered.push('The coverage report names no file');
  return uncovered;
}

function splitOnce(line: string): string[] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line] : [line.slice(0, colon), line.slice(colon + 1)];
}
