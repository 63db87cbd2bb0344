import { describe, expect, it } from 'vitest';
import { NODE_KINDS } from '../nodes/registry.gen.ts';
import { buildFlow } from '../testing/build-flow.ts';
import { compileFlow } from './compile-flow.ts';
import type { Graph } from './graph.ts';
import { parseRunInput } from './parse-run-input.ts';

const { graph } = compileFlow(
  buildFlow({
    nodes: {
      question: { kind: 'input', config: { name: 'question' } },
      count: { kind: 'input', config: { name: 'count', type: 'number', required: false, defaultValue: 3 } },
      all: 'merge',
      out: 'output',
    },
    edges: ['question.value -> all.inputs', 'count.value -> all.inputs', 'all.value -> out.value'],
  }),
  { kinds: NODE_KINDS },
);

describe('parseRunInput', () => {
  it('fills defaults in', () => {
    expect(parseRunInput(graph as Graph, { question: 'why' })).toEqual({ question: 'why', count: 3 });
  });

  it('lists every missing, mistyped and unknown value', () => {
    let details: unknown;
    try {
      parseRunInput(graph as Graph, { count: 'three', extra: 1 });
    } catch (error) {
      expect(error).toMatchObject({ code: 'RUN_INPUT_INVALID' });
      details = (error as { details: unknown }).details;
    }
    expect(details).toMatchObject({ issues: [{ name: 'question' }, { name: 'count' }, { name: 'extra' }] });
  });
});
