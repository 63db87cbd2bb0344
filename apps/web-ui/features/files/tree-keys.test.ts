import { describe, expect, it } from 'vitest';
import { ancestorsOf, treeMove, typeahead, type TreeRow } from './tree-keys';

const row = (path: string, isFolder = false, isExpanded = false): TreeRow => ({
  path,
  name: path.split('/').at(-1) ?? '',
  level: path.split('/').length,
  isFolder,
  isExpanded,
});
const rows = [
  row('src', true, true),
  row('src/app.ts'),
  row('src/lib', true),
  row('readme.md'),
  row('run.sh'),
];

describe('treeMove', () => {
  it('walks up and down and stops at the ends', () => {
    expect(treeMove(rows, 0, 'ArrowDown')).toEqual({ type: 'focus', index: 1 });
    expect(treeMove(rows, 0, 'ArrowUp')).toBeUndefined();
    expect(treeMove(rows, 1, 'End')).toEqual({ type: 'focus', index: 4 });
  });

  it('opens folders to the right and closes them to the left', () => {
    expect(treeMove(rows, 0, 'ArrowRight')).toEqual({ type: 'focus', index: 1 });
    expect(treeMove(rows, 2, 'ArrowRight')).toEqual({ type: 'expand', path: 'src/lib' });
    expect(treeMove(rows, 0, 'ArrowLeft')).toEqual({ type: 'collapse', path: 'src' });
    expect(treeMove(rows, 1, 'ArrowLeft')).toEqual({ type: 'focus', index: 0 });
    expect(treeMove(rows, 4, 'ArrowLeft')).toBeUndefined();
  });

  it('opens a file with Enter and toggles a folder', () => {
    expect(treeMove(rows, 1, 'Enter')).toEqual({ type: 'open', path: 'src/app.ts' });
    expect(treeMove(rows, 0, 'Enter')).toEqual({ type: 'collapse', path: 'src' });
  });
});

describe('typeahead', () => {
  it('finds the next name and goes round', () => {
    expect(typeahead(rows, 0, 'r')).toBe(3);
    expect(typeahead(rows, 3, 'rr')).toBe(4);
    expect(typeahead(rows, 4, 'ru')).toBe(4);
    expect(typeahead(rows, 4, 'a')).toBe(1);
    expect(typeahead(rows, 0, 'zz')).toBeUndefined();
  });
});

describe('ancestorsOf', () => {
  it('names every folder above', () => {
    expect(ancestorsOf('a/b/c.ts')).toEqual(['a', 'a/b']);
    expect(ancestorsOf('c.ts')).toEqual([]);
  });
});
