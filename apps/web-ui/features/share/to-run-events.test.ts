import type { SharedRunEvent } from '@codexos/protocol/shared-run';
import { expect, it } from 'vitest';
import { createReplayer } from '@/features/replay/fold-events';
import { SHARED_RUN_ID, toRunEvents, withheldPorts } from './to-run-events';

const at = (activation: string, node: string) => ({ activation, node });
const error = { code: 'TOOL_FAILED', title: 'The tool failed' } as const;

const bodies = [
  { type: 'run-start', input: { question: 'Where?' } },
  { type: 'node-start', ...at('1', 'find'), turns: [], attempt: 1, input: {}, inputFrom: {}, withheld: [] },
  { type: 'retrieval', ...at('1', 'find') },
  { type: 'node-end', ...at('1', 'find'), attempt: 1, outputs: [], withheld: ['passages'], durationMs: 5 },
  {
    type: 'node-start',
    ...at('2', 'ask'),
    turns: [],
    attempt: 1,
    input: {},
    inputFrom: {},
    withheld: ['prompt'],
  },
  { type: 'node-retry', ...at('2', 'ask'), attempt: 1, delayMs: 5, error },
  { type: 'node-pause', ...at('2', 'ask') },
  { type: 'node-answer', ...at('2', 'ask') },
  {
    type: 'node-end',
    ...at('2', 'ask'),
    attempt: 2,
    outputs: [{ port: 'text', value: 'There' }],
    withheld: [],
    durationMs: 7,
  },
  {
    type: 'node-start',
    ...at('3', 'shout'),
    turns: [],
    attempt: 1,
    input: {},
    inputFrom: { input: { activation: '2', port: 'text' } },
    withheld: [],
  },
  { type: 'node-error', ...at('3', 'shout'), attempt: 1, durationMs: 1, error },
  { type: 'run-end', status: 'failed', outputs: {}, durationMs: 20, error },
] as const;
const events = bodies.map((body, index) => ({ seq: index + 1, at: index * 10, ...body }) as SharedRunEvent);
const replayer = createReplayer(SHARED_RUN_ID, toRunEvents(events, 1_000));

it('folds to the state after each event, with inputs that stand in earlier outputs', () => {
  const midway = replayer.at(8);
  expect(midway.activations.get('2')).toMatchObject({ nodeId: 'ask', status: 'running', startedAt: 1_040 });
  expect(replayer.at(7).activations.get('2')?.status).toBe('paused');
  const end = replayer.at(events.length);
  expect(end).toMatchObject({ status: 'failed', durationMs: 20, error: { code: 'TOOL_FAILED' } });
  expect(end.activations.get('3')).toMatchObject({ status: 'failed', input: { input: 'There' }, error });
  expect(end.activations.get('2')).toMatchObject({ status: 'completed', attempt: 2, durationMs: 7 });
});

it('names the ports of an activation whose values are not shared', () => {
  expect(withheldPorts(events, '1')).toEqual({ in: [], out: ['passages'] });
  expect(withheldPorts(events, '2')).toEqual({ in: ['prompt'], out: [] });
});
