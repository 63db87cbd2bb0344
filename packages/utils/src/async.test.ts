import { describe, expect, it } from 'vitest';
import { sleep } from './async.ts';

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
