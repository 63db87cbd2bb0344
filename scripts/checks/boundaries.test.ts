import { describe, expect, it } from 'vitest';
import { findForbiddenImports, findImportCycles } from './boundaries.ts';
import { findHabitProblems } from './habits.ts';
import { importsOf, sourceFiles } from './source-files.ts';

describe('the dependency law', () => {
  it('holds for every file of the project', () => {
    expect(findForbiddenImports(sourceFiles())).toEqual([]);
  });

  it('refuses what its table does not allow, by name and by path', () => {
    const files = [
      { path: 'packages/agent-engine/src/a.ts', text: "import { x } from '@codexos/tools';" },
      { path: 'packages/rag-engine/src/b.ts', text: "import type { Y } from '../../tools/src/index.ts';" },
      { path: 'packages/protocol/src/c.ts', text: "import { readFileSync } from 'node:fs';" },
      { path: 'apps/web-ui/lib/d.ts', text: "const { z } = await import('@codexos/application');" },
      { path: 'packages/application/src/e.ts', text: "export { run } from '@codexos/agent-engine';" },
    ];
    expect(findForbiddenImports(files).map((problem) => problem.split(' ')[0])).toEqual(
      files.slice(0, 4).map(({ path }) => path),
    );
  });
});

describe('import cycles', () => {
  it('are absent', () => {
    expect(findImportCycles(sourceFiles())).toEqual([]);
  });

  it('are found, and type imports do not make one', () => {
    const file = (name: string, text: string) => ({ path: `packages/utils/src/${name}.ts`, text });
    expect(
      findImportCycles([file('a', "import { b } from './b.ts';"), file('b', "import { a } from './a.ts';")]),
    ).toHaveLength(1);
    expect(
      findImportCycles([
        file('a', "import { b } from './b.ts';"),
        file('b', "import type { A } from './a.ts';"),
      ]),
    ).toEqual([]);
  });
});

describe('house rules', () => {
  it('hold for every file of the project', () => {
    expect(findHabitProblems(sourceFiles())).toEqual([]);
  });

  it('see long files, loose types and tests that are skipped', () => {
    const long = { path: 'packages/utils/src/a.ts', text: 'x\n'.repeat(401) };
    const loose = { path: 'packages/utils/src/b.ts', text: ['const x: ', 'any = 1;'].join('') };
    const skipped = { path: 'packages/utils/src/c.test.ts', text: ['it', '.skip("x", () => {})'].join('') };
    expect(findHabitProblems([long, loose, skipped])).toHaveLength(3);
  });

  it('read imports in every form', () => {
    const text =
      "import a from 'a';\nimport 'b';\nexport { c } from 'c';\nconst d = import('d');\nimport {\n  e,\n} from 'e';\n";
    expect(importsOf(text).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
