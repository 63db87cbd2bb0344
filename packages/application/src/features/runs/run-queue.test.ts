import type { WorkspaceId } from '@codexos/protocol/ids';
import { describe, expect, it } from 'vitest';
import { createLocalRunQueue, type QueuedRun, type QueueLimits } from './run-queue.ts';

const run = (id: string, workspace = 'a', trigger: QueuedRun['trigger'] = 'manual'): QueuedRun => ({
  id,
  workspaceId: workspace as WorkspaceId,
  trigger,
  epoch: 0,
});

/** A queue whose runs end when they are told to; `begun` names them in the order in which they were begun. */
function createSubject(limits: QueueLimits) {
  const queue = createLocalRunQueue(limits);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (): void =>
    queue.start(({ id }) => {
      begun.push(id);
      return new Promise((resolve) => ends.set(id, () => resolve(true)));
    });
  const end = async (id: string): Promise<void> => {
    ends.get(id)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { queue, begun, start, end };
}

describe('the queue of one process', () => {
  it('works on no more runs at a time than it may, first come, first served', async () => {
    const { queue, begun, start, end } = createSubject({ concurrency: 2 });
    start();
    for (const id of ['1', '2', '3', '4']) await queue.offer(run(id));
    expect(begun).toEqual(['1', '2']);
    await end('2');
    expect(begun).toEqual(['1', '2', '3']);
  });

  it('lets workspaces take turns, however many runs one of them has brought', async () => {
    const { queue, begun, start, end } = createSubject({ concurrency: 1 });
    start();
    for (const id of ['a1', 'a2', 'a3', 'a4']) await queue.offer(run(id, 'a'));
    await queue.offer(run('b1', 'b'));
    await queue.offer(run('b2', 'b'));
    for (let index = 0; index < 6; index++) await end(begun.at(-1) ?? '');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4']);
  });

  it('begins what a person waits for before what a clock started', async () => {
    const { queue, begun, start } = createSubject({ concurrency: 9 });
    await queue.offer(run('nightly', 'a', 'governance'));
    await queue.offer(run('asked', 'a', 'chat'));
    start();
    expect(begun).toEqual(['asked', 'nightly']);
  });

  it('keeps a workspace to its limit and gives the place to others', async () => {
    const { queue, begun, start, end } = createSubject({ concurrency: 3, perWorkspace: 1 });
    start();
    for (const id of ['a1', 'a2']) await queue.offer(run(id, 'a'));
    await queue.offer(run('b1', 'b'));
    expect(begun).toEqual(['a1', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('takes a run that waits already only once, and again after it was handed out', async () => {
    const { queue, begun, start, end } = createSubject({ concurrency: 1 });
    await queue.offer(run('1'));
    await queue.offer(run('1'));
    start();
    await queue.offer(run('1'));
    await end('1');
    expect(begun).toEqual(['1', '1']);
  });

  it('hands out nothing after it was closed', async () => {
    const { queue, begun, start } = createSubject({ concurrency: 1 });
    await queue.close();
    start();
    await queue.offer(run('1'));
    expect(begun).toEqual([]);
  });
});
