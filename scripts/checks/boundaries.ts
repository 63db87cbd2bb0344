/** The dependency law and the absence of import cycles, checked on every source file. */
import { dirname, join, normalize } from 'node:path';
import { forbiddenWorkspaces } from './dependency-law.ts';
import { importsOf, type SourceFile } from './source-files.ts';

/** One line for each import that the dependency law forbids. */
export function findForbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const workspace = /^(?:packages|apps)\/([^/]+)\//.exec(path)?.[1];
    if (!workspace) return [];
    const forbidden = forbiddenWorkspaces(workspace);
    return importsOf(text)
      .filter((specifier) => isForbidden(specifier, { workspace, forbidden, path }))
      .map((specifier) => `${path} imports ${specifier}, which ${workspace} may not`);
  });
}

/** Each cycle once, as the list of its files. Type-only imports are left out: they are gone at run time. */
export function findImportCycles(files: readonly SourceFile[]): string[][] {
  const known = new Set(files.map(({ path }) => path));
  const graph = new Map(files.map((file) => [file.path, localImports(file, known)]));
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push(trail.slice(start));
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}

function isForbidden(
  specifier: string,
  { workspace, forbidden, path }: { workspace: string; forbidden: string[]; path: string },
): boolean {
  if (forbidden.some((name) => specifier === `@codexos/${name}` || specifier.startsWith(`@codexos/${name}/`)))
    return true;
  if (!specifier.startsWith('.')) {
    return workspace === 'protocol' && specifier !== 'zod' && !specifier.startsWith('zod/') && !isTest(path);
  }
  const target = normalize(join(dirname(path), specifier));
  const own = path.split('/').slice(0, 2).join('/');
  return /^(packages|apps)\//.test(target) && !target.startsWith(`${own}/`);
}

function isTest(path: string): boolean {
  return /\.test\.ts$|\/test\//.test(path);
}

function localImports({ path, text }: SourceFile, known: Set<string>): string[] {
  const atRunTime = text.replace(/(^|\n)\s*(import|export)\s+type\s[^;]*;/g, '\n');
  return importsOf(atRunTime).flatMap((specifier) => {
    const base = specifier.startsWith('@/')
      ? join('apps/web-ui', specifier.slice(2))
      : specifier.startsWith('.')
        ? normalize(join(dirname(path), specifier))
        : undefined;
    if (base === undefined) return [];
    const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`];
    return candidates.filter((candidate) => known.has(candidate)).slice(0, 1);
  });
}
