import type { FlowProblem } from '@codexos/protocol/flow';
import { describe, expect, it } from 'vitest';
import { NODE_KINDS } from '../nodes/registry.gen.ts';
import type { CompileEnv } from '../node-kind.ts';
import type { ToolSpec } from '../ports/tool-runner.ts';
import { buildFlow, type FlowSketch } from '../testing/build-flow.ts';
import { compileFlow } from './compile-flow.ts';

const chain: FlowSketch = {
  nodes: { in: 'input', draft: 'prompt', out: 'output' },
  edges: ['in.value -> draft.input', 'draft.text -> out.value'],
};

function problemsOf(sketch: FlowSketch, env: CompileEnv = {}): FlowProblem[] {
  return compileFlow(buildFlow(sketch), { kinds: NODE_KINDS, ...env }).problems;
}

function codesOf(sketch: FlowSketch, env?: CompileEnv): string[] {
  return problemsOf(sketch, env).map(({ code, nodeId = '-' }) => `${code} ${nodeId}`);
}

describe('a flow without mistakes', () => {
  it('compiles to a graph', () => {
    const { graph, problems } = compileFlow(buildFlow(chain), { kinds: NODE_KINDS });
    expect(problems).toEqual([]);
    expect(graph?.nodes.map((node) => node.id)).toEqual(['in', 'draft', 'out']);
  });

  it('has its configs parsed with defaults', () => {
    const { graph } = compileFlow(buildFlow(chain), { kinds: NODE_KINDS });
    expect(graph?.nodesById.get('draft')?.config).toEqual({ template: '{{ input }}' });
  });
});

describe('every problem is reported at once, on the node it concerns', () => {
  it('lists all of an invalid flow', () => {
    const codes = codesOf({
      nodes: {
        in: 'input',
        ghost: 'no-such-kind',
        check: { kind: 'condition', config: { expression: 'input ==' } },
        lonely: 'prompt',
        bad: { kind: 'loop', config: { maxTurns: 0 } },
        left: 'expression',
      },
      edges: ['in.value -> check.input', 'check.true -> missing.input', 'in.nope -> check.input'],
    });
    expect(codes).toEqual(
      expect.arrayContaining([
        'KIND_UNKNOWN ghost',
        'EXPRESSION_INVALID check',
        'CONFIG_INVALID bad',
        'CONFIG_INVALID left',
        'EDGE_DANGLING check',
        'PORT_UNKNOWN in',
        'INPUT_MISSING lonely',
        'INPUT_MISSING bad',
        'LOOP_NOT_CLOSED bad',
        'OUTPUT_MISSING -',
      ]),
    );
  });

  it('says the path into the config', () => {
    const problems = problemsOf({
      ...chain,
      nodes: { ...chain.nodes, in: { kind: 'input', config: { name: '1x', type: 'date' } } },
    });
    expect(problems.map(({ configPath }) => configPath).sort()).toEqual(['name', 'type']);
  });

  it('finds an empty flow', () => {
    expect(codesOf({ nodes: {}, edges: [] })).toEqual(['FLOW_EMPTY -']);
  });

  it('finds names that two inputs or two outputs share', () => {
    const codes = codesOf({
      nodes: { a: 'input', b: 'input', x: 'output', y: 'output' },
      edges: ['a.value -> x.value', 'b.value -> y.value'],
    });
    expect(codes).toEqual(['INPUT_NAME_DUPLICATE b', 'OUTPUT_NAME_DUPLICATE y']);
  });

  it('refuses two edges at a port for one value and points to Merge', () => {
    const [problem] = problemsOf({
      nodes: {
        a: { kind: 'input', config: { name: 'a' } },
        b: { kind: 'input', config: { name: 'b' } },
        out: 'output',
      },
      edges: ['a.value -> out.value', 'b.value -> out.value'],
    });
    expect(problem).toMatchObject({
      code: 'PORT_TAKES_ONE_EDGE',
      nodeId: 'out',
      hint: 'Put a Merge node before it.',
    });
  });

  it('refuses ports whose types do not fit', () => {
    expect(
      codesOf({
        nodes: { in: 'input', find: 'retrieve', ask: 'model', out: 'output' },
        edges: ['in.value -> find.query', 'find.passages -> ask.prompt', 'ask.text -> out.value'],
      }),
    ).toEqual(['PORT_TYPE_MISMATCH ask']);
  });

  it('refuses duplicate nodes and edges', () => {
    const flow = buildFlow(chain);
    const { problems } = compileFlow(
      {
        ...flow,
        nodes: [...flow.nodes, ...flow.nodes.slice(0, 1)],
        edges: [...flow.edges, ...flow.edges.slice(0, 1)],
      },
      { kinds: NODE_KINDS },
    );
    expect(problems.map(({ code }) => code)).toEqual(['NODE_DUPLICATE', 'EDGE_DUPLICATE']);
  });

  it('warns about nodes that reach no output, and still compiles', () => {
    const { graph, problems } = compileFlow(
      buildFlow({
        nodes: {
          ...chain.nodes,
          aside: 'prompt',
          alone: { kind: 'expression', config: { expression: '1' } },
        },
        edges: [...chain.edges, 'in.value -> aside.input'],
      }),
      { kinds: NODE_KINDS },
    );
    expect(problems.map(({ code, severity, nodeId }) => `${code} ${severity} ${nodeId}`)).toEqual([
      'NODE_UNREACHABLE warning aside',
      'NODE_UNREACHABLE warning alone',
    ]);
    expect(graph).not.toBeNull();
  });
});

describe('cycles and loops', () => {
  it('refuses a cycle without a loop node on each of its nodes', () => {
    const codes = codesOf({
      nodes: { in: 'input', a: { kind: 'merge' }, b: 'prompt', out: 'output' },
      edges: ['in.value -> a.inputs', 'a.value -> b.input', 'b.text -> a.inputs', 'b.text -> out.value'],
    });
    expect(codes).toEqual(['CYCLE_UNBOUNDED a', 'CYCLE_UNBOUNDED b']);
  });

  const loop: FlowSketch = {
    nodes: { in: 'input', loop: 'loop', step: 'prompt', out: 'output' },
    edges: [
      'in.value -> loop.input',
      'loop.body -> step.input',
      'step.text -> loop.back',
      'loop.done -> out.value',
    ],
  };

  it('accepts a closed loop', () => {
    expect(codesOf(loop)).toEqual([]);
  });

  it('refuses a loop that nothing leads back to', () => {
    expect(codesOf({ ...loop, edges: loop.edges.filter((edge) => !edge.includes('back')) })).toEqual([
      'LOOP_NOT_CLOSED loop',
      'NODE_UNREACHABLE step',
    ]);
  });

  it('refuses what leaves the body other than through the loop', () => {
    const sketch = {
      nodes: { ...loop.nodes, log: { kind: 'output', config: { name: 'log' } } },
      edges: [...loop.edges, 'step.text -> log.value'],
    };
    expect(codesOf(sketch)).toEqual(['LOOP_NOT_CLOSED log']);
  });

  it('refuses a back edge from outside of the body', () => {
    const sketch = {
      nodes: { ...loop.nodes, other: 'prompt' },
      edges: [
        'in.value -> loop.input',
        'loop.body -> step.input',
        'in.value -> other.input',
        'other.text -> loop.back',
        'loop.done -> out.value',
      ],
    };
    expect(codesOf(sketch)).toContain('LOOP_NOT_CLOSED loop');
  });
});

describe('what a flow names must exist', () => {
  const tool = (name: string, effect: ToolSpec['effect']): ToolSpec => ({
    name,
    effect,
    label: name,
    description: '',
    icon: '',
    inputSchema: {},
    outputSchema: {},
    secrets: [],
  });
  const env: CompileEnv = {
    tools: [tool('read', 'read'), tool('send', 'write')],
    models: ['openai/*'],
    knowledge: ['kb'],
    agents: [],
  };
  const sketch: FlowSketch = {
    nodes: {
      in: 'input',
      find: { kind: 'retrieve', config: { knowledge: 'lost' } },
      ask: { kind: 'model', config: { model: 'nowhere/x' } },
      act: { kind: 'tool', config: { tool: 'gone' } },
      send: { kind: 'tool', config: { tool: 'send' } },
      all: 'merge',
      out: 'output',
    },
    edges: [
      'in.value -> find.query',
      'in.value -> ask.prompt',
      'in.value -> act.input',
      'in.value -> send.input',
      'find.passages -> all.inputs',
      'ask.text -> all.inputs',
      'act.result -> all.inputs',
      'send.result -> all.inputs',
      'all.value -> out.value',
    ],
  };

  it('finds unknown knowledge, models and tools, and effects that are not allowed', () => {
    expect(codesOf(sketch, env)).toEqual([
      'KNOWLEDGE_UNKNOWN find',
      'MODEL_UNKNOWN ask',
      'TOOL_UNKNOWN act',
      'EFFECT_NOT_ALLOWED send',
    ]);
  });

  it('allows an effect that the author has turned on', () => {
    expect(codesOf({ ...sketch, settings: { allowedEffects: ['write'] } }, env)).not.toContain(
      'EFFECT_NOT_ALLOWED send',
    );
  });

  it('warns of the secrets that a tool needs and the vault does not have', () => {
    const needy = { ...tool('read', 'read'), secrets: ['KEY'] };
    const flow = {
      nodes: { in: 'input', act: { kind: 'tool', config: { tool: 'read' } }, out: 'output' },
      edges: ['in.value -> act.input', 'act.result -> out.value'],
    };
    expect(codesOf(flow, { tools: [needy], secrets: [] })).toEqual(['SECRET_MISSING act']);
    expect(
      codesOf(flow, { tools: [needy], secrets: [{ name: 'KEY', tools: ['other'], isRevoked: false }] }),
    ).toEqual(['SECRET_MISSING act']);
    expect(
      codesOf(flow, { tools: [needy], secrets: [{ name: 'KEY', tools: ['read'], isRevoked: false }] }),
    ).toEqual([]);
  });

  it('checks nothing against a list that is not given', () => {
    expect(codesOf(sketch)).toEqual([]);
  });
});

it('compiles a chain of 5,000 nodes without running out of stack', () => {
  const names = Array.from({ length: 5_000 }, (_, index) => `n${index}`);
  const { graph } = compileFlow(
    buildFlow({
      nodes: Object.fromEntries([
        ['in', 'input'],
        ...names.slice(1, -1).map((name) => [name, 'prompt']),
        ['out', 'output'],
      ]),
      edges: [
        'in.value -> n1.input',
        ...names.slice(1, -2).map((name, index) => `${name}.text -> n${index + 2}.input`),
        'n4998.text -> out.value',
      ],
    }),
    { kinds: NODE_KINDS },
  );
  expect(graph?.nodes).toHaveLength(5_000);
});
