import { describe, expect, it } from 'vitest';
import { fileHref, parseLines, placeName } from './file-href';

describe('fileHref', () => {
  it('carries path, lines and the cited content', () => {
    const href = fileHref('S1', { path: 'src/a b.ts', startLine: 3, endLine: 9, blobHash: 'abc' });
    expect(href).toBe('/files/S1?path=src%2Fa+b.ts&lines=3-9&blob=abc');
  });

  it('leaves out what is not known', () => {
    expect(fileHref('S1', { path: 'a.ts' })).toBe('/files/S1?path=a.ts');
  });
});

describe('parseLines', () => {
  it('reads one line or a span', () => {
    expect(parseLines('7')).toEqual({ startLine: 7, endLine: 7 });
    expect(parseLines('7-12')).toEqual({ startLine: 7, endLine: 12 });
  });

  it('refuses nonsense', () => {
    for (const text of [null, '', 'x', '9-3', '0']) expect(parseLines(text)).toBeUndefined();
  });
});

describe('placeName', () => {
  it('names a span once', () => {
    expect(placeName({ path: 'a.ts', startLine: 2, endLine: 2 })).toBe('a.ts:2');
    expect(placeName({ path: 'a.ts', startLine: 2, endLine: 5 })).toBe('a.ts:2–5');
    expect(placeName({ path: 'a.ts' })).toBe('a.ts');
  });
});
