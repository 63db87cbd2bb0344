import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { skipReasonOfPath } from './file-rules.ts';

interface Rule {
  /** Folder of the `.gitignore`, relative to the root, with a trailing slash; empty at the root. */
  base: string;
  matcher: Ignore;
}

/** All files below `root` that no `.gitignore` on the way excludes. Links are listed but never followed. */
export async function listFolderPaths(root: string, signal?: AbortSignal): Promise<string[]> {
  const paths: string[] = [];
  await walk('', []);
  return paths;

  async function walk(base: string, inherited: readonly Rule[]): Promise<void> {
    signal?.throwIfAborted();
    const entries = await readdir(join(root, base), { withFileTypes: true });
    const own = entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
    const rules = own ? [...inherited, await readRule(root, base)] : inherited;
    for (const entry of entries) {
      const path = base + entry.name;
      if (entry.isDirectory()) {
        const isVendored = skipReasonOfPath(`${path}/x`) === 'vendored';
        if (!isVendored && !isIgnored(`${path}/`, rules)) await walk(`${path}/`, rules);
      } else if (!isIgnored(path, rules) && (entry.isFile() || entry.isSymbolicLink())) {
        paths.push(path);
      }
    }
  }
}

async function readRule(root: string, base: string): Promise<Rule> {
  return { base, matcher: ignore().add(await readFile(join(root, base, '.gitignore'), 'utf8')) };
}

/** The deepest `.gitignore` that has an opinion decides. */
function isIgnored(path: string, rules: readonly Rule[]): boolean {
  for (const { base, matcher } of rules.toReversed()) {
    const result = matcher.test(path.slice(base.length));
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}
