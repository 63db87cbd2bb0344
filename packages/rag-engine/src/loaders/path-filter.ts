import ignore from 'ignore';

/** Whether a path is meant by one of some patterns, written as in `.gitignore`; without patterns every path is. */
export function createPathFilter(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => true;
  const filter = ignore().add([...patterns]);
  return (path) => filter.ignores(path);
}
