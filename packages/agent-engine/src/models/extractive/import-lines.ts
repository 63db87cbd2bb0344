const IMPORT =
  /^\s*(?:import\b(?!\s*\()|from\s+\S+\s+import\b|(?:const|let|var)\s+[\w${},:\s]+=\s*(?:await\s+)?(?:require|import)\s*\(|use\s+[\w:\\]+[^(]*;|#\s*include\b|using\s+[\w.]+\s*;|package\s+[\w.]+;?\s*$|require(?:_relative)?\s+['"]|export\s+(?:type\s+)?(?:\*|\{))/;

/** Lines that only bring in, or pass on, what stands in another file, from 0. */
export function importLines(lines: readonly string[]): Set<number> {
  const found = new Set<number>();
  let closing: string | undefined;
  for (const [index, line] of lines.entries()) {
    if (closing !== undefined) {
      found.add(index);
      if (line.includes(closing)) closing = undefined;
    } else if (IMPORT.test(line.slice(0, 400))) {
      found.add(index);
      const open = /[{(]\s*$/.exec(line.trimEnd().slice(-200))?.[0].trim();
      if (open !== undefined) closing = open === '{' ? '}' : ')';
    }
  }
  return found;
}
