import { describe, expect, it } from 'vitest';
import { compareFiles, countChanges, describeChanges } from './source-changes.ts';

describe('the changes of a source', () => {
  const before = { 'a.md': '1', 'b.md': '1', 'c.ts': '1' };
  const after = { 'a.md': '2', 'c.ts': '2', 'd.md': '1' };

  it('are what was added, changed and removed, of the files that are meant', () => {
    expect(compareFiles(before, after, () => true)).toEqual({
      added: ['d.md'],
      changed: ['a.md', 'c.ts'],
      removed: ['b.md'],
    });
    expect(compareFiles(before, after, (path) => path.endsWith('.ts'))).toEqual({
      added: [],
      changed: ['c.ts'],
      removed: [],
    });
    expect(countChanges(compareFiles(after, after, () => true))).toBe(0);
  });

  it('are told with commits, names and a summary, and many names are cut', () => {
    const source = { id: '01A', name: 'guide' };
    const changes = compareFiles(before, after, () => true);
    const commit = 'a'.repeat(40);
    expect(describeChanges({ source, commit, previousCommit: undefined, changes })).toMatchObject({
      commit,
      previousCommit: null,
      files: ['d.md', 'a.md', 'c.ts'],
      count: 4,
      summary: `4 files of guide changed, now at commit aaaaaaaaaaaa:\nadded d.md\nchanged a.md\nchanged c.ts\nremoved b.md`,
    });
    const many = Array.from({ length: 600 }, (_, index) => `${index}.md`);
    const report = describeChanges({
      source,
      commit: undefined,
      previousCommit: undefined,
      changes: { added: many, changed: [], removed: [] },
    });
    expect([report.added, report.count]).toEqual([many.slice(0, 500), 600]);
    expect(String(report.summary)).toMatch(/and 100 more$/);
  });
});
