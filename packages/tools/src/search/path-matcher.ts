/**
 * A test for paths. `src/` and `src/a` select by beginning; with `*`, `**` or `?` the pattern is a glob over the whole
 * path, or over the file's name when it has no slash. Runs in time linear in the pattern times the path.
 */
export function pathMatcher(pattern: string): (path: string) => boolean {
  const trimmed = pattern.replace(/^\.?\//, '');
  if (trimmed === '') return () => true;
  if (!/[*?]/.test(trimmed))
    return (path) =>
      path === trimmed ||
      path.startsWith(trimmed.endsWith('/') ? trimmed : `${trimmed}/`) ||
      path.startsWith(trimmed);
  const byName = !trimmed.includes('/');
  const parts = splitGlob(trimmed);
  return (path) => matchesGlob(parts, byName ? path.slice(path.lastIndexOf('/') + 1) : path);
}

// Folders, anything, anything but a slash, one character, or a literal: `**` + `/`, `**` , `*`, `?`, other.
function splitGlob(glob: string): string[] {
  return glob.match(/\*\*\/|\*\*|[\s\S]/g) ?? [];
}

/** Keeps the set of pattern positions that are still possible, character by character: no backtracking. */
function matchesGlob(parts: readonly string[], path: string): boolean {
  let states = closure(new Set([0]), parts, true);
  for (const character of path) {
    const next = new Set<number>();
    for (const state of states) {
      const part = parts[state];
      if (part === '**' || part === '**/' || (part === '*' && character !== '/')) next.add(state);
      if (part === character || (part === '?' && character !== '/')) next.add(state + 1);
    }
    states = closure(next, parts, character === '/');
    if (states.size === 0) return false;
  }
  return states.has(parts.length);
}

// `*` and `**` may stand for nothing; a folder wildcard may end only where a folder ends.
function closure(states: Set<number>, parts: readonly string[], isFolderStart: boolean): Set<number> {
  for (const state of states) {
    const part = parts[state];
    if (part === '*' || part === '**' || (part === '**/' && isFolderStart)) states.add(state + 1);
  }
  return states;
}
