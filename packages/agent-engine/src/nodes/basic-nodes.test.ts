import type { Passage } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import { describe, expect, it } from 'vitest';
import { createModelRouter } from '../models/model-router.ts';
import { done } from '../outcome.ts';
import type { FlowSketch } from '../testing/build-flow.ts';
import { probeKind } from '../testing/probe-kind.ts';
import { runSketch, type RunSketchOptions } from '../testing/run-sketch.ts';
import { createScriptedProvider } from '../testing/scripted-provider.ts';

const passage = (path: string): Passage => ({
  text: `text of ${path}`,
  citation: { path, startLine: 1, endLine: 1, blobHash: path },
  score: 1,
});

/** Runs one node between sources with given values and an output. */
async function runNode(
  node: FlowSketch['nodes'][string],
  {
    values,
    out,
    bindings,
  }: {
    values: Record<string, { value: JsonValue; paths?: string[] }>;
    out: string;
    bindings?: RunSketchOptions['bindings'];
  },
): Promise<Awaited<ReturnType<typeof runSketch>>['result']> {
  const source = probeKind(({ nodeId }) => {
    const { value, paths } = values[nodeId.replace(/^from_/, '')] ?? { value: null };
    return done({
      port: 'out',
      value,
      ...(paths ? { citations: paths.map((path) => passage(path).citation) } : {}),
    });
  });
  const ports = Object.keys(values);
  const { result } = await runSketch(
    {
      nodes: { ...Object.fromEntries(ports.map((port) => [`from_${port}`, 'probe'])), node, out: 'output' },
      edges: [
        ...ports.map((port) => `from_${port}.out -> node.${port.replace(/\d$/, '')}`),
        `node.${out} -> out.value`,
      ],
    },
    { kinds: [source], ...(bindings ? { bindings } : {}) },
  );
  return result;
}

describe('condition', () => {
  const node = (expression: string): FlowSketch['nodes'][string] => ({
    kind: 'condition',
    config: { expression },
  });

  it('passes its input on, with its citations', async () => {
    expect(
      await runNode(node('size(input) == 2'), {
        values: { input: { value: [1, 2], paths: ['a'] } },
        out: 'true',
      }),
    ).toMatchObject({
      outputs: { answer: [1, 2] },
      citations: [{ path: 'a' }],
    });
  });

  it('fails for what is neither true nor false', async () => {
    expect(await runNode(node('input'), { values: { input: { value: 'yes' } }, out: 'true' })).toMatchObject({
      status: 'failed',
      error: { code: 'EXPRESSION_FAILED' },
    });
  });
});

describe('expression', () => {
  it('makes a value from input and context', async () => {
    const result = await runNode(
      { kind: 'expression', config: { expression: '{"sum": input + context}' } },
      { values: { input: { value: 1 }, context: { value: 2 } }, out: 'value' },
    );
    expect(result.outputs).toEqual({ answer: { sum: 3 } });
  });
});

describe('prompt', () => {
  it('writes passages as numbered blocks and carries their citations', async () => {
    const result = await runNode(
      { kind: 'prompt', config: { template: '{{ passages }}\n\n{{ input }} / {{ context }}' } },
      {
        values: {
          input: { value: 'Q' },
          passages: { value: [passage('a'), passage('b')] as unknown as JsonValue },
          context: { value: 'as in [1]', paths: ['b'] },
        },
        out: 'text',
      },
    );
    expect(result.outputs.answer).toContain('<source id="2" path="b"');
    // What the context calls 1 is 2 here.
    expect(result.outputs.answer).toContain('Q / as in [2]');
    expect(result.citations.map(({ path }) => path)).toEqual(['a', 'b']);
  });
});

describe('merge', () => {
  const values = { inputs1: { value: 'x [1]', paths: ['a'] }, inputs2: { value: 'y [1]', paths: ['b'] } };
  it.each([
    ['text', 'x [1]\n\ny [2]', ['a', 'b']],
    ['list', ['x [1]', 'y [2]'], ['a', 'b']],
    ['object', { from_inputs1: 'x [1]', from_inputs2: 'y [2]' }, ['a', 'b']],
    ['first', 'x [1]', ['a']],
  ])('combines as %s, with one numbering', async (combine, expected, paths) => {
    const result = await runNode({ kind: 'merge', config: { combine } }, { values, out: 'value' });
    expect(result.outputs.answer).toEqual(expected);
    expect(result.citations.map(({ path }) => path)).toEqual(paths);
  });
});

describe('retrieve', () => {
  it('asks for the knowledge and the number it is set to', async () => {
    const asked: object[] = [];
    const retriever = {
      retrieve: async ({ knowledge, query, topK }: { knowledge: string; query: string; topK: number }) => {
        asked.push({ knowledge, query, topK });
        return [passage('a')];
      },
    };
    const result = await runNode(
      { kind: 'retrieve', config: { knowledge: 'kb', topK: 3 } },
      { values: { query: { value: 'why' } }, out: 'passages', bindings: { retriever } },
    );
    expect(asked).toEqual([{ knowledge: 'kb', query: 'why', topK: 3 }]);
    expect(result.citations).toMatchObject([{ path: 'a' }]);
  });

  it('says what to do when there is nothing to search', async () => {
    expect(await runNode('retrieve', { values: { query: { value: 'why' } }, out: 'passages' })).toMatchObject(
      { status: 'failed', error: { code: 'KNOWLEDGE_BASE_NOT_FOUND' } },
    );
  });
});

describe('model', () => {
  it('numbers passages after those of the prompt, and cites only what it used, by first use', async () => {
    const provider = createScriptedProvider(['Because [3], and [1].']);
    const result = await runNode(
      { kind: 'model', config: { model: 'scripted/x', system: 'Be brief.', temperature: 0 } },
      {
        values: {
          prompt: { value: 'why', paths: ['p'] },
          passages: { value: [passage('a'), passage('b')] as unknown as JsonValue },
        },
        out: 'text',
        bindings: { models: createModelRouter({ providers: [provider] }) },
      },
    );
    expect(result.outputs.answer).toBe('Because [1], and [2].');
    expect(result.citations.map(({ path }) => path)).toEqual(['b', 'p']);
    expect(provider.requests[0]).toMatchObject({ system: 'Be brief.', temperature: 0 });
  });
});

describe('reflect', () => {
  it('has a draft criticised and rewritten, and gives the critique', async () => {
    const provider = createScriptedProvider([
      '{"verdict":"revise","issues":["no reason"]}',
      'Because of A.',
      '{"verdict":"good"}',
    ]);
    const bindings = { models: createModelRouter({ providers: [provider] }) };
    const config = { model: 'scripted/x', rounds: 2 };
    const values = { draft: { value: 'Because.' }, goal: { value: 'Why?' } };
    expect(
      (await runNode({ kind: 'reflect', config }, { values, out: 'text', bindings })).outputs.answer,
    ).toBe('Because of A.');
  });

  it('leaves a draft alone that the critic cannot be understood about', async () => {
    const bindings = { models: createModelRouter({ providers: [createScriptedProvider(['Nice!'])] }) };
    const result = await runNode(
      { kind: 'reflect', config: { model: 'scripted/x' } },
      { values: { draft: { value: 'Because.' } }, out: 'text', bindings },
    );
    expect(result.outputs.answer).toBe('Because.');
  });
});
