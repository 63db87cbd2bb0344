import { describe, expect, it } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

describe('rate limiter', () => {
  it('refuses what is beyond the limit until the window is over, each key by itself', () => {
    let now = 0;
    const limiter = createRateLimiter({ limit: 2, windowMs: 1_000, clock: () => now });
    limiter.take('a');
    limiter.take('a');
    expect(() => limiter.take('a')).toThrow('too many');
    limiter.take('b');
    now = 1_000;
    limiter.take('a');
  });

  it('starts anew after a success', () => {
    const limiter = createRateLimiter({ limit: 1, windowMs: 1_000, clock: () => 0 });
    limiter.take('a');
    limiter.reset('a');
    limiter.take('a');
    expect(() => limiter.take('a')).toThrow('too many');
  });

  it('remembers only so many keys', () => {
    const limiter = createRateLimiter({ limit: 1, windowMs: 1_000, clock: () => 0, maxKeys: 2 });
    for (const key of ['a', 'b', 'c']) limiter.take(key);
    limiter.take('a');
    expect(() => limiter.take('c')).toThrow('too many');
  });
});
