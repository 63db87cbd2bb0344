import type { RunEvent } from '@codexos/protocol/run-event';
import { describe, expect, it } from 'vitest';
import { editableOutputs } from './editable-outputs';

const event = (body: object, seq: number): RunEvent => ({ runId: 'r', seq, at: seq, ...body }) as RunEvent;
const start = (node: string, seq: number): RunEvent =>
  event({ type: 'node-start', activationId: node, nodeId: node, path: [], attempt: 1, input: {} }, seq);
const end = (node: string, seq: number): RunEvent =>
  event(
    {
      ...{ type: 'node-end', activationId: node, nodeId: node, attempt: 1, durationMs: 0 },
      outputs: [{ port: 'value', value: node }],
    },
    seq,
  );

describe('what can be edited at a place of a run', () => {
  it('is what the node that finished last has brought', () => {
    expect(editableOutputs([start('a', 1), end('a', 2)])).toMatchObject([
      { activationId: 'a', port: 'value', value: 'a' },
    ]);
  });

  it('is nothing once another node has begun with it, and before anything finished', () => {
    expect(editableOutputs([start('a', 1), end('a', 2), start('b', 3)])).toEqual([]);
    expect(editableOutputs([start('a', 1)])).toEqual([]);
  });
});
