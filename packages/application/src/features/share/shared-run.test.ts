import { describeNode, NODE_KINDS } from '@codexos/agent-engine';
import { flowSchema, type FlowInput } from '@codexos/protocol/flow';
import type { RunEvent } from '@codexos/protocol/run-event';
import { sharedDrawingSchema, sharedRunEventSchema } from '@codexos/protocol/shared-run';
import { describe, expect, it } from 'vitest';
import { drawingOf, sharedEvents } from './shared-run.ts';

const kinds = [...NODE_KINDS.values()].map(describeNode);

/** A question that is looked up, written into a prompt and answered. */
const flow = flowSchema.parse({
  name: 'Ask',
  nodes: [
    { id: 'question', kind: 'input', config: { name: 'question' } },
    { id: 'find', kind: 'retrieve', config: { knowledge: 'private-base-name' } },
    { id: 'write', kind: 'prompt', label: 'Put together', config: { template: 'private template' } },
    { id: 'ask', kind: 'model', onFailure: { type: 'branch' } },
    { id: 'shout', kind: 'expression', config: { expression: 'input + "!"' } },
    { id: 'complain', kind: 'expression', config: { expression: 'input.message' } },
    { id: 'answer', kind: 'output' },
  ],
  edges: [
    { id: 'e1', from: { node: 'question', port: 'value' }, to: { node: 'find', port: 'query' } },
    { id: 'e2', from: { node: 'question', port: 'value' }, to: { node: 'write', port: 'input' } },
    { id: 'e3', from: { node: 'find', port: 'passages' }, to: { node: 'write', port: 'passages' } },
    { id: 'e4', from: { node: 'write', port: 'text' }, to: { node: 'ask', port: 'prompt' } },
    { id: 'e5', from: { node: 'ask', port: 'text' }, to: { node: 'shout', port: 'input' } },
    { id: 'e6', from: { node: 'ask', port: 'error' }, to: { node: 'complain', port: 'input' } },
    { id: 'e7', from: { node: 'shout', port: 'value' }, to: { node: 'answer', port: 'value' } },
  ],
} satisfies FlowInput);

const RUN = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const CHILD = '01ARZ3NDEKTSV4RRFFQ69G5FAW';
const citation = { path: 'src/private-file.ts', startLine: 1, endLine: 9, blobHash: 'private-hash' };
const passage = { text: 'private passage', citation, score: 1 };
const error = {
  code: 'TOOL_FAILED',
  title: 'The tool failed',
  message: 'private message /home/somebody',
  hint: 'private hint',
  errorId: 'private-error-id',
};
const usage = { inputTokens: 1, outputTokens: 1, microUsd: 0 };

function journal(bodies: readonly object[]): RunEvent[] {
  return bodies.map(
    (body, index) => ({ runId: RUN, seq: index + 1, at: 1_000 + index, ...body }) as RunEvent,
  );
}
const of = (nodeId: string) => ({ activationId: `${RUN}/${nodeId}`, nodeId });
const start = (nodeId: string, input: object, inputFrom?: object) => ({
  type: 'node-start',
  ...of(nodeId),
  path: [],
  attempt: 1,
  input,
  ...(inputFrom ? { inputFrom } : {}),
});
const end = (nodeId: string, port: string, value: unknown) => ({
  type: 'node-end',
  ...of(nodeId),
  attempt: 1,
  outputs: [{ port, value, citations: [citation] }],
  durationMs: 1,
});

const events = journal([
  { type: 'run-start', flowHash: 'private-hash', input: { question: 'Where?' } },
  start('find', { query: 'Where?' }),
  {
    type: 'retrieval',
    ...of('find'),
    call: 0,
    query: 'private query',
    knowledge: 'private-base-name',
    passages: [passage],
    durationMs: 1,
  },
  { type: 'checkpoint-save', recordCount: 3 },
  end('find', 'passages', [passage]),
  start('write', { input: 'Where?' }, { passages: { ...of('find'), port: 'passages' } }),
  end('write', 'text', 'private passage in a prompt'),
  start('ask', { prompt: 'private passage in a prompt' }),
  {
    type: 'tool-call',
    ...of('ask'),
    call: 0,
    tool: 'read-file',
    input: { path: 'private path' },
    idempotencyKey: 'private',
  },
  {
    type: 'tool-result',
    ...of('ask'),
    call: 0,
    tool: 'read-file',
    output: 'private output',
    error,
    durationMs: 1,
  },
  {
    type: 'child-run-start',
    ...of('ask'),
    childRunId: CHILD,
    agentId: 'private-agent',
    goal: 'private goal',
  },
  {
    type: 'memory-write',
    ...of('ask'),
    agentId: 'private-agent',
    scope: 'run',
    key: 'private',
    value: 'private',
  },
  {
    type: 'model-call',
    ...of('ask'),
    call: 1,
    model: 'private/model',
    text: 'private thought',
    toolCalls: [],
    usage,
    durationMs: 1,
  },
  { type: 'node-pause', ...of('ask'), reason: 'private reason', question: 'private question' },
  { type: 'node-answer', ...of('ask'), answer: 'private answer', by: 'private-person' },
  end('ask', 'text', 'Over there [1]'),
  start('shout', {}, { input: { ...of('ask'), port: 'text' } }),
  end('shout', 'value', 'Over there [1]!'),
  { type: 'limit-reach', limit: 'maxSteps', message: 'private limit', ...of('ask') },
  {
    type: 'run-end',
    status: 'completed',
    outputs: { answer: 'Over there [1]!' },
    citations: [citation],
    usage,
    durationMs: 9,
  },
]);

describe('the public form of a run', () => {
  const shared = sharedEvents(events, { flow, kinds });
  const text = JSON.stringify({ shared, drawing: drawingOf(flow, kinds) });

  it('keeps material of the workspace, settings, messages and ids to itself', () => {
    expect(text).not.toContain('private');
    for (const id of [RUN, CHILD]) expect(text).not.toContain(id);
  });

  it('is exactly what its schema names', () => {
    // Strict parsing would fail on any field beyond the schema; equality after parsing says the same.
    expect(shared.map((event) => sharedRunEventSchema.parse(event))).toEqual(shared);
    const drawing = drawingOf(flow, kinds);
    expect(sharedDrawingSchema.parse(drawing)).toEqual(drawing);
  });

  it('shows what nodes took and gave beside that, with times after the start', () => {
    expect(shared.filter(({ type }) => type === 'node-start')).toMatchObject([
      { node: 'find', input: { query: 'Where?' }, withheld: [], at: 1 },
      { node: 'write', input: { input: 'Where?' }, inputFrom: {}, withheld: ['passages'] },
      { node: 'ask', input: {}, withheld: ['prompt'] },
      { node: 'shout', inputFrom: { input: { activation: '3', port: 'text' } }, withheld: [] },
    ]);
    expect(shared.filter(({ type }) => type === 'node-end')).toMatchObject([
      { node: 'find', outputs: [], withheld: ['passages'] },
      { node: 'write', outputs: [], withheld: ['text'] },
      { node: 'ask', outputs: [{ port: 'text', value: 'Over there [1]' }], withheld: [] },
      { node: 'shout', outputs: [{ port: 'value', value: 'Over there [1]!' }] },
    ]);
    expect(shared.map(({ seq }) => seq)).toEqual(shared.map((_event, index) => index + 1));
  });

  it('names the kind of a call and its tool, and an error by its title', () => {
    expect(shared).toContainEqual(expect.objectContaining({ type: 'tool-call', tool: 'read-file' }));
    const failed = sharedEvents(
      journal([
        start('ask', {}),
        { type: 'node-retry', ...of('ask'), attempt: 1, error, delayMs: 5 },
        { ...end('ask', 'error', error), failure: error },
        start('complain', { input: error }),
        end('complain', 'value', error.message),
        { type: 'node-error', ...of('complain'), attempt: 1, error, durationMs: 1 },
      ]),
      { flow, kinds },
    );
    expect(JSON.stringify(failed)).not.toContain('private');
    expect(failed).toContainEqual(
      expect.objectContaining({
        type: 'node-error',
        error: { code: 'TOOL_FAILED', title: 'The tool failed' },
      }),
    );
  });

  it('takes a kind that it does not know for one that brings material', () => {
    const strange = flowSchema.parse({
      ...flow,
      nodes: flow.nodes.map((node) => ({ ...node, kind: 'new-kind' })),
    });
    const all = sharedEvents(journal([start('shout', {}), end('shout', 'value', 'private')]), {
      flow: strange,
      kinds,
    });
    expect(JSON.stringify(all)).not.toContain('private');
  });
});
