import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitIdentifier } from './split-identifier.ts';
import { stem } from './stem.ts';
import { tokenize, tokenizeSymbols } from './tokenize.ts';

describe('splitIdentifier', () => {
  it.each([
    ['getUserId', 'get user id'],
    ['HTTPServerError', 'http server error'],
    ['snake_case_name', 'snake case name'],
    ['SCREAMING_CASE', 'screaming case'],
    ['sha256Sum', 'sha 256 sum'],
    ['__init__', 'init'],
    ['parseJSON', 'parse json'],
    ['$refs', 'refs'],
    ['größeÄndern', 'größeändern'],
    ['x', 'x'],
    ['', ''],
  ])('%s', (identifier, words) => {
    expect(splitIdentifier(identifier).join(' ')).toBe(words);
  });

  it('keeps every letter and digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_$]{0,30}$/), (identifier) => {
        expect(splitIdentifier(identifier).join('')).toBe(identifier.replaceAll(/[_$]/g, '').toLowerCase());
      }),
    );
  });
});

describe('stem', () => {
  it.each([
    ['parse', 'parses', 'parsed', 'parsing'],
    ['query', 'queries'],
    ['run', 'runs', 'running'],
    ['match', 'matches', 'matched'],
    ['file', 'files'],
  ])('brings %s and its forms together', (word, ...forms) => {
    for (const form of forms) expect(stem(form)).toBe(stem(word));
  });

  it.each(['string', 'need', 'class', 'status', 'this', 'api', 'hash256'])(
    'leaves %s recognisable',
    (word) => {
      expect(stem(word)).toBe(word);
    },
  );
});

describe('tokenize', () => {
  it('splits identifiers, keeps them whole as well and drops stop words', () => {
    expect(tokenize('the getUserId of a user_name')).toEqual([
      'get',
      'user',
      'id',
      '=getuserid',
      'user',
      'nam',
      '=username',
    ]);
  });

  it('meets one identifier in two styles', () => {
    expect(tokenize('get_user_id')).toEqual(tokenize('getUserId'));
  });

  it('gives every symbol a whole form, one-letter names too', () => {
    expect(tokenizeSymbols(['z', 'run', 'runAll'])).toEqual(['=z', 'run', '=run', 'run', 'all', '=runall']);
  });
});
