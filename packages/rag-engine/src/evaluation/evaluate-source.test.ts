import { describe, expect, it } from 'vitest';
import { fitLsa } from '../embedders/lsa/fit-lsa.ts';
import { createTestRepository } from '../testing/create-test-repository.ts';
import { findDocComments } from './doc-comments.ts';
import { blankComments, docQuestions } from './doc-questions.ts';
import { evaluateSource } from './evaluate-source.ts';
import { firstSentence } from './first-sentence.ts';
import { metricsOf, metricsOfAnswer } from './metrics.ts';
import { pairedGain } from './paired-gain.ts';
import { sample } from './sample.ts';

describe('questions from comments', () => {
  it('finds comments at definitions and blanks them without moving lines', async () => {
    const text =
      'import x from "y";\n\n/**\n * Turns a value into text for the log. More.\n * @param v value\n */\nexport function showValue(v) {\n  return v; // inside\n}\n';
    const comments = await findDocComments('a.ts', text);
    expect(comments).toMatchObject([
      { name: 'showValue', isFunction: true, line: 7, startLine: 3, endLine: 6 },
    ]);
    expect(
      blankComments(text, comments)
        .split('\n')
        .map((line) => line.length > 0),
    ).toEqual([true, false, false, false, false, false, true, true, true, false]);
    expect(docQuestions('a.ts', comments)).toEqual([
      { text: 'Turns a value into text for the log.', targets: [{ id: 'a.ts:7', path: 'a.ts', line: 7 }] },
    ]);
  });

  it('finds docstrings, and comments above attributes', async () => {
    expect(
      await findDocComments('a.py', 'def go(x):\n    """Moves the thing one step."""\n    return x\n'),
    ).toMatchObject([{ name: 'go', startLine: 2, line: 1 }]);
    expect(await findDocComments('a.rs', '/// Adds one to it.\n#[inline]\npub fn add() {}\n')).toMatchObject([
      { name: 'add', startLine: 1, endLine: 1, line: 3 },
    ]);
  });

  it('takes the name of the function out and asks nothing of tests', () => {
    const comment = {
      name: 'Serve',
      isFunction: true,
      line: 2,
      startLine: 1,
      endLine: 1,
      text: '// Serve starts the server and waits for it.',
    };
    expect(docQuestions('a.go', [comment])[0]?.text).toBe('starts the server and waits for it.');
    expect(docQuestions('a_test.go', [comment])).toEqual([]);
  });

  it.each([
    ['/** Adds {@link Item} to the <b>cart</b>.\n * Second. */', 'Adds Item to the cart .'],
    ['# Reads all\n# of it.', 'Reads all of it.'],
    ['"""Sums `x` up.\n\nLong story.\n"""', 'Sums x up.'],
    ['/** @internal */', ''],
  ])('first sentence of %s', (comment, sentence) => {
    expect(firstSentence(comment).replaceAll(/\s+/g, ' ')).toBe(sentence);
  });
});

describe('metrics', () => {
  it('count a target once, at its first chunk', () => {
    const { mrr10, recall10, ndcg10 } = metricsOfAnswer({ targetCount: 2, hits: [undefined, 'a', 'a', 'b'] });
    expect(mrr10).toBe(0.5);
    expect(recall10).toBe(1);
    expect(ndcg10).toBeCloseTo((1 / Math.log2(3) + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3)), 12);
  });

  it('are zero without questions or hits', () => {
    expect(metricsOf([])).toEqual({ mrr10: 0, recall10: 0, ndcg10: 0 });
    expect(metricsOfAnswer({ targetCount: 1, hits: [] })).toEqual({ mrr10: 0, recall10: 0, ndcg10: 0 });
  });

  it('a gain is shown only when its interval lies above zero', () => {
    const at = (mrr10: number): { mrr10: number; recall10: number; ndcg10: number } => ({
      mrr10,
      recall10: 0,
      ndcg10: 0,
    });
    const before = Array.from({ length: 50 }, () => at(0.5));
    expect(
      pairedGain(
        before,
        before.map(() => at(0.7)),
      ).isShown,
    ).toBe(true);
    expect(
      pairedGain(
        before,
        before.map((_, index) => at(index % 2 === 0 ? 0.9 : 0.1)),
      ).isShown,
    ).toBe(false);
  });

  it('a sample is repeatable and in order', () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    expect(sample(items, 10, 7)).toEqual(sample(items, 10, 7));
    expect(sample(items, 10, 7)).not.toEqual(sample(items, 10, 8));
    expect(sample(items, 10, 7)).toEqual(sample(items, 10, 7).toSorted((left, right) => left - right));
  });
});

describe('evaluateSource', () => {
  it('gives the same numbers twice, for every setting', async () => {
    const topics = [
      'cart holds items',
      'price sums money',
      'user signs letters',
      'mail sends paper',
      'queue waits long',
    ];
    await using repository = await createTestRepository(
      Object.fromEntries(
        topics.map((topic) => [
          `src/${topic.split(' ')[0] ?? ''}.ts`,
          `/** Checks whether the ${topic} today. */\nexport function run(${topic.replaceAll(' ', ', ')}) {\n  return ${topic.split(' ')[1] ?? ''};\n}\n`,
        ]),
      ),
    );
    await repository.write(
      'src/cart.ts',
      '/** Checks whether the cart holds items now. */\nexport function run(cart, holds, items) {}\n',
    );
    await repository.commit('fix: cart holds its items again (#12)');
    const options = {
      folder: repository.folder,
      embed: (index: Parameters<typeof fitLsa>[0]) => fitLsa(index),
    };
    const first = await evaluateSource(options);
    expect(first.evaluation.doc.questions).toBe(5);
    expect(first.evaluation.commit.questions).toBe(2);
    expect(Object.keys(first.evaluation.doc.settings)).toEqual([
      'plainBm25',
      'fieldBm25',
      'full',
      'vector',
      'fullWithVectors',
    ]);
    expect(first.evaluation.doc.settings['full']?.mrr10).toBe(1);
    expect((await evaluateSource(options)).evaluation).toEqual(first.evaluation);
  });
});
