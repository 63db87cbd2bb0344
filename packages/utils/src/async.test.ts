import { describe, expect, it } from 'vitest';
import { createDeferred, mapLimit, sleep } from './async.ts';

describe('sleep', () => {
  it('rejects with the reason as soon as it is aborted', async () => {
    const controller = new AbortController();
    const sleeping = sleep(60_000, controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(sleep(1, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('mapLimit', () => {
  it('keeps order and never has more at work than the limit', async () => {
    const gates = Array.from({ length: 5 }, () => createDeferred<void>());
    let active = 0;
    let most = 0;
    const all = mapLimit(gates, 2, async (gate, index) => {
      active += 1;
      most = Math.max(most, active);
      await gate.promise;
      active -= 1;
      return index;
    });
    for (const gate of [...gates].reverse()) gate.resolve();
    expect(await all).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });
});
