import { describe, expect, it } from 'vitest';
import { markdownBlocks } from './markdown-blocks';

describe('markdownBlocks', () => {
  it('cuts at blank lines', () => {
    expect(markdownBlocks('# One\n\ntwo\nthree\n\n\nfour')).toEqual(['# One', 'two\nthree', 'four']);
  });

  it('keeps a fence whole, also while it is still open', () => {
    expect(markdownBlocks('a\n\n```ts\none\n\ntwo\n```\n\nb')).toEqual(['a', '```ts\none\n\ntwo\n```', 'b']);
    expect(markdownBlocks('```\none\n\ntwo')).toEqual(['```\none\n\ntwo']);
  });

  it('keeps a loose list whole', () => {
    expect(markdownBlocks('1. a\n\n2. b\n\n   more\n\nend')).toEqual(['1. a\n\n2. b\n\n   more', 'end']);
  });

  it('leaves finished blocks as they are when text is added', () => {
    const before = markdownBlocks('one\n\ntwo\n\nthr');
    const after = markdownBlocks('one\n\ntwo\n\nthree\n\nfour');
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  });

  it('gives nothing for blank text', () => {
    expect(markdownBlocks('')).toEqual([]);
    expect(markdownBlocks('\n \n')).toEqual([]);
  });
});
