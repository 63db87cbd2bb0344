/**
 * The dependency law: which workspace may import which. Lint reads it here, and so does the boundary test,
 * so that there is one table. A workspace that is not listed for an importer is forbidden to it.
 */
export const DEPENDENCY_LAW: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  'flow-document': ['protocol'],
  utils: ['protocol'],
  'agent-engine': ['protocol', 'utils'],
  'rag-engine': ['protocol', 'utils'],
  tools: ['protocol', 'utils'],
  chain: ['protocol', 'utils'],
  application: ['protocol', 'flow-document', 'utils', 'agent-engine', 'rag-engine', 'tools', 'chain'],
  backend: ['protocol', 'flow-document', 'utils', 'application'],
  cli: ['protocol', 'flow-document', 'utils', 'application'],
  'web-ui': ['protocol', 'flow-document'],
};

/** Workspaces that `importer` may not import; names are without their scope. */
export function forbiddenWorkspaces(importer: string): string[] {
  const allowed = DEPENDENCY_LAW[importer];
  if (!allowed)
    throw new Error(`The dependency law has no row for "${importer}". Add one to DEPENDENCY_LAW.`);
  return Object.keys(DEPENDENCY_LAW).filter((name) => name !== importer && !allowed.includes(name));
}

/** The law for one workspace as a lint rule. */
export function noRestrictedImports(importer: string) {
  const group = forbiddenWorkspaces(importer).flatMap((name) => [`@codexos/${name}`, `@codexos/${name}/*`]);
  return {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group, message: `${importer} may not import this workspace (see the dependency law).` },
          { group: ['**/packages/*/src/**', '@codexos/*/src/**'], message: 'Import a package by its name.' },
        ],
      },
    ],
  };
}
