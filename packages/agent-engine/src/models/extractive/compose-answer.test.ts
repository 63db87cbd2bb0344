import type { Passage } from '@codexos/protocol/citation';
import { expect, it } from 'vitest';
import { composeAnswer } from './compose-answer.ts';

const passage = (path: string, text: string, symbol: string): Passage => ({
  text,
  citation: { path, startLine: 1, endLine: text.split('\n').length, symbol, blobHash: path },
  score: 1,
});

const REQUEST = `/*!
 * express
 * Copyright(c) 2009-2013 TJ Holowaychuk
 * MIT Licensed to parse the query string
 */

req.is = function is(types) {
  return typeis(this, types);
};

/**
 * Parse the query string of the request.
 */
defineGetter(req, 'query', function query() {
  return parse(this).query;
});`;

const answer = (symbol: string): ReturnType<typeof composeAnswer> =>
  composeAnswer({
    question: 'How is the query string parsed?',
    passages: [passage('lib/request.js', REQUEST, symbol)],
    results: [],
    budget: 2_000,
  });

it('names what is quoted only by a symbol that the quoted lines define', () => {
  const wrong = answer('is');
  expect(wrong.text).toContain('Parse the query string of the request.');
  expect(wrong.text).not.toContain('**`is`**');
  expect(wrong.citations[0]).not.toHaveProperty('symbol');
  expect(answer('query').citations[0]).toMatchObject({ symbol: 'query' });
});

it('never quotes a licence', () => {
  expect(answer('is').text).not.toMatch(/Licensed|Copyright/);
});

it('quotes the beginning of the readme where a question has no word of its own', () => {
  const readme = passage('README.md', '# Shop\n\nA small shop for everyone.', 'Shop');
  const question = 'Where does this project start?';
  expect(composeAnswer({ question, passages: [readme], results: [], budget: 2_000 }).text).toContain(
    'A small shop for everyone.',
  );
});
