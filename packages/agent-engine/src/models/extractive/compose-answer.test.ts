import type { Passage } from '@codexos/protocol/citation';
import { expect, it } from 'vitest';
import { composeAnswer } from './compose-answer.ts';

const passage = (path: string, text: string, symbol?: string, symbols?: string[]): Passage => ({
  text,
  ...(symbols === undefined ? {} : { symbols }),
  citation: {
    path,
    startLine: 1,
    endLine: text.split('\n').length,
    ...(symbol === undefined ? {} : { symbol }),
    blobHash: path,
  },
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
  // A getter is defined by the function that it is given.
  expect(wrong.citations[0]).toMatchObject({ symbol: 'query' });
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

const ask = (question: string, ...passages: Passage[]): ReturnType<typeof composeAnswer> =>
  composeAnswer({ question, passages, results: [], budget: 2_600 });

it('quotes a file from its beginning where the question asks for the file itself', () => {
  const readme = passage('README.md', '# Shop\n\nA small shop for everyone.');
  expect(ask('What does the README say?', readme).text).toContain('- A small shop for everyone. [1]');
});

it('does not take the name of a local variable for a definition', () => {
  const text = `export function openStore(options) {
  const cache = new Map();
  return attach(cache, options);
}`;
  const { citations } = ask('How is the cache attached?', passage('src/store.ts', text, 'cache'));
  expect(citations[0]).not.toHaveProperty('symbol');
});

it('quotes no badges, comments, front matter or contents of a readme', () => {
  const text = `---
title: Shop of things
---

<p align="center">
  <img src="logo.png" alt="Shop of all the things">
</p>

# Shop

[![Build of the shop][build]][build-url] ![Shop coverage badge](https://example.com/shop.svg)

<!-- The shop of hidden
     words in a comment -->

- [What the shop is](#what)
- [How the shop works](#how)

## What

The shop sells things to everyone.`;
  const { text: answer } = ask('Which things does the shop sell?', passage('README.md', text));
  expect(answer).toContain('- The shop sells things to everyone. [1]');
  expect(answer).toContain('**`What`** · `README.md:21`');
  expect(answer).not.toMatch(/badge|hidden|title:|#what|logo/i);
});

it('shows the declaration and the lines that answer, not those between', () => {
  const filler = Array.from({ length: 30 }, (_, at) => `  const step${at} = next(${at});`).join('\n');
  const text = `import { retry } from './retry';

/** Sends a letter. */
export function sendLetter(letter) {
${filler}
  retry.times(3, { backoff: 'exponential' });
  return step0;
}`;
  const { text: answer, citations } = ask(
    'How does sendLetter retry with backoff?',
    passage('src/send.ts', text, 'sendLetter', ['sendLetter']),
  );
  expect(answer).toContain(
    "export function sendLetter(letter) {\n  …\n  retry.times(3, { backoff: 'exponential' });",
  );
  expect(answer).not.toContain('step7');
  expect(answer).not.toContain('import {');
  expect(citations[0]).toMatchObject({ symbol: 'sendLetter', startLine: 4 });
});

it('looks further at definitions that are not quoted, each once, by line and name', () => {
  const queue = (name: string): string => `export function ${name}(queue) {\n  return queue.${name}();\n}`;
  const { text } = ask(
    'How is the queue drained?',
    ...['drainQueue', 'fillQueue', 'stopQueue', 'pauseQueue'].map((name) =>
      passage(`src/${name}.ts`, `// Parts of the drain.\n\n${queue(name)}`, name, [name]),
    ),
    passage('src/drain-all.ts', `import x from 'x';\n\n${queue('drainAllQueues')}`, 'drainAllQueues', [
      'drainAllQueues',
    ]),
    passage('src/unrelated.ts', 'const drain = 1;', undefined, []),
    passage('test/queue.test.ts', queue('drainQueueTest'), 'drainQueueTest', ['drainQueueTest']),
  );
  const [, further = ''] = text.split('**Where to look next**');
  expect(text.match(/drainAllQueues` · `src\/drain-all\.ts:3/g)).toHaveLength(1);
  expect(further).not.toMatch(/unrelated|test\//);
});
