import type { Passage } from '@codexos/protocol/citation';
import { describe, expect, it } from 'vitest';
import { chooseTool } from './choose-tool.ts';
import { composeAnswer } from './compose-answer.ts';
import { critiqueDraft } from './critique-draft.ts';
import { readMaterial } from './material.ts';
import { planRequest } from './plan-request.ts';
import { segmentPassage } from './segment.ts';
import { splitBlocks } from './split-blocks.ts';
import { identifiersOf, wordsOf } from './words.ts';

const LENGTH = 500_000;
/** Far above what linear work takes on a busy machine, and far below the minutes of quadratic work. */
const MAX_MILLISECONDS = 10_000;
const QUESTION = 'How does the router match a path?';

function promptly<T>(work: () => T): T {
  const start = performance.now();
  const result = work();
  expect(performance.now() - start).toBeLessThan(MAX_MILLISECONDS);
  return result;
}

const passage = (text: string, path = 'src/router.ts'): Passage => ({
  text,
  citation: { path, startLine: 1, endLine: text.split('\n').length, blobHash: path },
  score: 1,
});

const hostile: Readonly<Record<string, string>> = {
  letters: 'a'.repeat(LENGTH),
  capitals: 'A'.repeat(LENGTH),
  digits: '1'.repeat(LENGTH),
  spaces: ` ${' '.repeat(LENGTH)}x`,
  newlines: '\n'.repeat(LENGTH),
  stars: '*'.repeat(LENGTH),
  backticks: '`'.repeat(LENGTH),
  stops: '. '.repeat(LENGTH / 2),
  dashes: 'a-'.repeat(LENGTH / 2),
  quotes: `"'`.repeat(LENGTH / 2),
  marks: '<source <result '.repeat(LENGTH / 16),
  openings: '<source a>\n<result from="a">\n'.repeat(LENGTH / 29),
};

describe.each(Object.entries(hostile))(
  'half a million characters of %s',
  { timeout: 60_000 },
  (_name, text) => {
    it('are split into words in one pass', () => {
      expect(promptly(() => wordsOf(`${text} router`).at(-1))).toBe('rout');
      expect(promptly(() => [...identifiersOf(`${text} \`x\` app.use`)])).toContain('use');
    });

    it('can be a question', () => {
      const request = { model: 'm', messages: [{ role: 'user' as const, text }] };
      const { question } = promptly(() => readMaterial(request));
      expect(question.length).toBeLessThanOrEqual(4_000);
      const answer = promptly(() =>
        composeAnswer({ question: text, passages: [], results: [], budget: 1_000 }),
      );
      expect(answer.citations).toEqual([]);
      const plan = promptly(() => planRequest(text, [])) as { steps: unknown[] };
      expect(plan.steps.length).toBeGreaterThan(0);
      const tool = { name: 'read-file', description: 'Reads a file', inputSchema: toolSchema };
      expect(promptly(() => chooseTool(text, [tool]))).toBeNull();
      expect(promptly(() => critiqueDraft({ goal: text, draft: text, canRevise: true }))).toMatchObject({
        issues: expect.any(Array),
      });
    });

    it.each(['src/router.ts', 'docs/router.md'])('can be a passage of %s', (path) => {
      const passages = [
        passage(text, path),
        passage('/** The router matches a path by its pattern. */\nfunction match() {}'),
      ];
      const answer = promptly(() =>
        composeAnswer({ question: QUESTION, passages, results: [], budget: 1_000 }),
      );
      expect(answer.text).toContain('The router matches a path by its pattern.');
      expect(answer.text.length).toBeLessThan(10_000);
      expect(promptly(() => segmentPassage(passage(`# ${text} */`, path)))).toBeInstanceOf(Array);
    });
  },
);

const toolSchema = {
  type: 'object',
  properties: { path: { type: 'string' } },
  required: ['path'],
};

describe('names in a question', () => {
  it('are the members after a dot, a hash or two colons', () => {
    expect([...identifiersOf('What do app.use, Router#match and std::sort do in 2.x of it. And')]).toEqual([
      'use',
      'match',
      'sort',
    ]);
    expect([...identifiersOf('getUser in HTTPServer and snake_case')]).toEqual([
      'getuser',
      'httpserver',
      'snake_case',
    ]);
    expect(wordsOf('HTTPServer getUserID')).toEqual(['http', 'serv', 'user', 'id']);
  });
});

describe('blocks of a prompt', () => {
  it('are told from the text around them', () => {
    const block = '<source id="1" path="a">\ntext\n</source>';
    expect(splitBlocks(`Before\n${block}\n\n<source x\nAfter <source y>\n`, 'source')).toEqual({
      blocks: [block],
      rest: 'Before\n<source x\nAfter <source y>',
    });
  });
});
