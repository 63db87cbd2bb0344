import { flowSchema, type Flow } from '@codexos/protocol/flow';
import { expect, it } from 'vitest';
import { createAnswerText } from './answer-text.ts';

const flow = flowOf([['say', 'answer']]);

it('sends what streams, then what is missing of the whole', () => {
  const text = createAnswerText(flow);
  expect([delta(text, 0, 'Hel'), delta(text, 3, 'lo')]).toEqual(['Hel', 'lo']);
  expect(text.finish('Hello.')).toBe('.');
});

it('does not send twice what came with the snapshot', () => {
  const text = createAnswerText(flow);
  expect([delta(text, 0, 'Hello'), delta(text, 3, 'lo you')]).toEqual(['Hello', ' you']);
  expect(text.finish('Hello you')).toBe('');
});

it('sets a text that begins anew apart from the one before', () => {
  const text = createAnswerText(flow);
  expect([delta(text, 0, 'Let me look.'), delta(text, 0, ''), delta(text, 0, 'Dry.')]).toEqual([
    'Let me look.',
    '',
    '\n\nDry.',
  ]);
  expect(text.finish('Dry.')).toBe('');
  expect(text.finish('Something else.')).toBe('\n\nSomething else.');
});

it('keeps drafts within the flow to itself', () => {
  const text = createAnswerText(flow);
  expect(text.add({ ...base, nodeId: 'draft' as never, offset: 0, text: 'A draft' })).toBe('');
  expect(text.finish('The answer')).toBe('The answer');
});

it('takes the output that is called answer, or all of them', () => {
  expect(createAnswerText(flow).textOf({ answer: 'a', notes: 'n' })).toBe('a');
  expect(createAnswerText(flow).textOf({ only: 'a' })).toBe('a');
  expect(createAnswerText(flow).textOf({ left: 1, right: 2 })).toBe('{\n  "left": 1,\n  "right": 2\n}');
  const two = createAnswerText(
    flowOf([
      ['say', 'left'],
      ['tell', 'right'],
    ]),
  );
  expect(delta(two, 0, 'half')).toBe('');
});

const base = { type: 'node-delta', runId: 'r', activationId: 'say', attempt: 1 } as never as Parameters<
  ReturnType<typeof createAnswerText>['add']
>[0];

function delta(text: ReturnType<typeof createAnswerText>, offset: number, piece: string): string {
  return text.add({ ...base, nodeId: 'say' as never, offset, text: piece });
}

function flowOf(pairs: readonly (readonly [string, string])[]): Flow {
  return flowSchema.parse({
    name: 'x',
    nodes: pairs.flatMap(([from, name]) => [
      { id: from, kind: 'model', config: {} },
      { id: `${from}-out`, kind: 'output', config: { name } },
    ]),
    edges: pairs.map(([from]) => ({
      id: from,
      from: { node: from, port: 'text' },
      to: { node: `${from}-out`, port: 'value' },
    })),
  });
}
