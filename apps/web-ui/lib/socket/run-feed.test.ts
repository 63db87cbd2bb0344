import type { LiveEvent, RunEvent } from '@codexos/protocol/run-event';
import type { RunJoinReply } from '@codexos/protocol/socket-events';
import { expect, it, vi } from 'vitest';
import { createRunFeed, type RunFeedTransport } from './run-feed';

const RUN = 'RUN';
const start = (seq: number) =>
  ({ runId: RUN, seq, at: seq, type: 'run-start', flowHash: '', input: {} }) as unknown as RunEvent;
const node = (seq: number) =>
  ({
    runId: RUN,
    seq,
    at: seq,
    type: 'node-start',
    activationId: 'a',
    nodeId: 'a',
    path: [],
    attempt: 1,
    input: {},
  }) as unknown as RunEvent;
const saved = (seq: number) =>
  ({ runId: RUN, seq, at: seq, type: 'checkpoint-save', recordCount: 0 }) as unknown as RunEvent;
const delta = (offset: number, text: string) =>
  ({
    type: 'node-delta',
    runId: RUN,
    activationId: 'a',
    nodeId: 'a',
    attempt: 1,
    offset,
    text,
  }) as unknown as LiveEvent;

function harness() {
  const listeners = {
    connect: (): void => undefined,
    event: (_e: RunEvent): void => undefined,
    live: (_l: LiveEvent): void => undefined,
  };
  const joins: { afterSeq: number; reply: (reply: RunJoinReply) => void; refuse: (error: Error) => void }[] =
    [];
  const transport: RunFeedTransport = {
    join: (afterSeq) => new Promise((reply, refuse) => joins.push({ afterSeq, reply, refuse })),
    leave: vi.fn(),
    onConnect: (listener) => {
      listeners.connect = listener;
      return () => undefined;
    },
    onEvent: (listener) => {
      listeners.event = listener;
      return () => undefined;
    },
    onLive: (listener) => {
      listeners.live = listener;
      return () => undefined;
    },
    schedule: (callback) => callback(),
  };
  return { feed: createRunFeed(RUN, transport), listeners, joins, transport };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const seqs = (events: readonly RunEvent[]) => events.map(({ seq }) => seq);

it('folds what was there, what came while joining, and what comes after, each once', async () => {
  const { feed, listeners, joins } = harness();
  listeners.connect();
  listeners.event(node(2));
  listeners.event(saved(3));
  joins[0]!.reply({ status: 'running', events: [start(1), node(2)], live: [] });
  await settle();
  listeners.event(saved(3));
  listeners.event(saved(4));
  expect(seqs(feed.get().events)).toEqual([1, 2, 3, 4]);
  expect(feed.get().view.status).toBe('running');
});

it('asks for what it lacks after a reconnect', async () => {
  const { feed, listeners, joins } = harness();
  listeners.connect();
  joins[0]!.reply({ status: 'running', events: [start(1)], live: [] });
  await settle();
  listeners.connect();
  expect(joins[1]!.afterSeq).toBe(1);
  joins[1]!.reply({ status: 'running', events: [node(2), saved(3)], live: [] });
  await settle();
  expect(seqs(feed.get().events)).toEqual([1, 2, 3]);
});

it('joins again when an event or a piece of text is missing', async () => {
  const { feed, listeners, joins } = harness();
  listeners.connect();
  joins[0]!.reply({
    status: 'running',
    events: [start(1), node(2)],
    live: [{ activationId: 'a', nodeId: 'a', attempt: 1, text: 'Hel' }],
  });
  await settle();
  listeners.live(delta(3, 'lo'));
  expect(feed.get().view.activations.get('a')?.liveText).toBe('Hello');
  listeners.event(saved(5));
  expect(joins).toHaveLength(2);
  joins[1]!.reply({ status: 'running', events: [saved(3), saved(4), saved(5)], live: [] });
  await settle();
  expect(seqs(feed.get().events)).toEqual([1, 2, 3, 4, 5]);
  listeners.live(delta(99, '!'));
  expect(joins).toHaveLength(3);
});

it('leaves the room when it is closed and says why a join failed', async () => {
  const { feed, listeners, joins, transport } = harness();
  listeners.connect();
  joins[0]!.refuse(new Error('no such run'));
  await settle();
  expect(feed.get().error).toEqual(new Error('no such run'));
  feed.close();
  expect(transport.leave).toHaveBeenCalledOnce();
});
