import type { Message } from '@codexos/protocol/contracts/conversations.contract';
import { expect, it } from 'vitest';
import { conversationOfRun } from './conversation-of-run.ts';
import { earlierTurns } from './earlier-turns.ts';

const message = (id: string, role: Message['role'], text: string, parentId?: string): Message =>
  ({
    id,
    role,
    text,
    citations: [],
    createdAt: 0,
    ...(parentId === undefined ? {} : { parentId }),
  }) as unknown as Message;

const first = message('1', 'user', 'How is it parsed?');
const answer = message('2', 'assistant', 'By the parser.', '1');
const other = message('3', 'assistant', 'Another try.', '1');
const question = message('4', 'user', 'Where is it tested?', '2');
const pending = { ...message('5', 'assistant', '', '4'), runId: 'run' } as Message;
const all = [first, answer, other, question, pending];

it('are those of the same branch, oldest first', () => {
  expect(earlierTurns(all, question)).toEqual([
    { role: 'user', text: 'How is it parsed?' },
    { role: 'assistant', text: 'By the parser.' },
  ]);
});

it('are bounded, the latest first, and begin with a person', () => {
  const long = message('2', 'assistant', 'x'.repeat(7_990), '1');
  expect(earlierTurns([first, long, question], question)).toEqual([]);
  const short = message('2', 'assistant', 'x'.repeat(7_900), '1');
  expect(earlierTurns([first, short, question], question).map(({ role }) => role)).toEqual([
    'user',
    'assistant',
  ]);
});

it('belong to a run of the chat that is given the question as it was written', async () => {
  const store = { messages: async () => all };
  const run = {
    id: 'run',
    workspaceId: 'w',
    trigger: 'chat',
    conversationId: 'c',
    input: { text: question.text },
  };
  const of = (changes: object) =>
    conversationOfRun(store, { ...run, ...changes } as unknown as Parameters<typeof conversationOfRun>[1]);
  expect(await of({})).toMatchObject({
    question: question.text,
    earlier: [{ role: 'user' }, { role: 'assistant' }],
  });
  expect(await of({ trigger: 'manual' })).toBeUndefined();
  expect(await of({ input: { text: 'Earlier: …' } })).toBeUndefined();
  expect(await of({ id: 'another' })).toBeUndefined();
});
