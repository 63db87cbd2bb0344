import type { JsonObject } from '@codexos/protocol/json';
import { describe, expect, it } from 'vitest';
import { compileFlow } from '../graph/compile-flow.ts';
import { buildFlow, type FlowSketch } from '../testing/build-flow.ts';
import { runSketch } from '../testing/run-sketch.ts';
import { NODE_KINDS } from './registry.gen.ts';

const cases = [
  { name: 'low', when: 'input < 10' },
  { name: 'even', when: 'input % 2 == 0' },
];

const sketch = (config: JsonObject): FlowSketch => ({
  nodes: {
    value: { kind: 'input', config: { name: 'value', type: 'json' } },
    way: { kind: 'switch', config },
    low: { kind: 'output', config: { name: 'low' } },
    even: { kind: 'output', config: { name: 'even' } },
    other: { kind: 'output', config: { name: 'other' } },
  },
  edges: [
    'value.value -> way.input',
    'way.low -> low.value',
    'way.even -> even.value',
    'way.default -> other.value',
  ],
});

const waysOf = async (config: JsonObject, value: JsonObject[string]): Promise<string[]> =>
  Object.keys((await runSketch(sketch(config), { input: { value } })).result.outputs);

describe('a switch', () => {
  it('takes the first case that holds, or the default', async () => {
    expect(await waysOf({ cases }, 4)).toEqual(['low']);
    expect(await waysOf({ cases }, 12)).toEqual(['even']);
    expect(await waysOf({ cases }, 13)).toEqual(['other']);
  });

  it('takes every case that holds when told so', async () => {
    expect(await waysOf({ cases, take: 'all' }, 4)).toEqual(['low', 'even']);
    expect(await waysOf({ cases, take: 'all' }, 13)).toEqual(['other']);
  });

  it('compares one value with the cases, by its text or its JSON', async () => {
    const config = {
      by: 'values',
      value: 'input.level',
      cases: [
        { name: 'low', when: 'low' },
        { name: 'even', when: '2' },
      ],
    };
    expect(await waysOf(config, { level: 'low' })).toEqual(['low']);
    expect(await waysOf(config, { level: 2 })).toEqual(['even']);
    expect(await waysOf(config, { level: '2' })).toEqual(['even']);
    expect(await waysOf(config, { level: 'Low' })).toEqual(['other']);
  });

  it('fails on a condition that is neither true nor false, and names the case', async () => {
    const { result } = await runSketch(
      sketch({ cases: [{ name: 'low', when: 'input' }, ...cases.slice(1)] }),
      {
        input: { value: 3 },
      },
    );
    expect(result.error).toMatchObject({
      code: 'EXPRESSION_FAILED',
      message: expect.stringContaining('“low”'),
    });
  });

  it('reports names that are taken, and broken conditions where they stand', () => {
    const { problems } = compileFlow(
      buildFlow(
        sketch({
          cases: [
            { name: 'low', when: 'input <' },
            { name: 'low', when: 'true' },
            { name: 'default', when: 'true' },
            { name: 'even', when: 'true' },
          ],
        }),
      ),
      { kinds: NODE_KINDS },
    );
    expect(problems.map(({ code, configPath }) => [code, configPath])).toEqual([
      ['EXPRESSION_INVALID', 'cases.0.when'],
      ['CONFIG_INVALID', 'cases.1.name'],
      ['CONFIG_INVALID', 'cases.2.name'],
    ]);
  });

  it('reports an edge of a case that is gone', () => {
    const { problems } = compileFlow(buildFlow(sketch({ cases: cases.slice(1) })), { kinds: NODE_KINDS });
    expect(problems).toMatchObject([{ code: 'PORT_UNKNOWN', port: 'low' }]);
  });
});
