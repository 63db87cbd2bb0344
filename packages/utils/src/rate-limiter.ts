/** Counts in fixed windows by key, in this process. Keys come from outside, so their number is bounded. */
import { CodexError } from './errors.ts';

export interface RateLimiterOptions {
  /** Calls that a key may make within a window. */
  limit: number;
  windowMs: number;
  clock: () => number;
  /** Keys remembered at most; the oldest go first. */
  maxKeys?: number;
}

export interface RateLimiter {
  /** Counts one call. Throws RATE_LIMITED once the key has used up its window. */
  take(key: string): void;
  /** Forgets the key, as after a success. */
  reset(key: string): void;
}

export function createRateLimiter({
  limit,
  windowMs,
  clock,
  maxKeys = 20_000,
}: RateLimiterOptions): RateLimiter {
  const windows = new Map<string, { count: number; endsAt: number }>();
  return {
    take(key) {
      const now = clock();
      const known = windows.get(key);
      const window = known && known.endsAt > now ? known : { count: 0, endsAt: now + windowMs };
      if (window.count >= limit) throw limited(window.endsAt - now);
      window.count += 1;
      windows.delete(key);
      windows.set(key, window);
      const oldest = windows.keys().next();
      if (windows.size > maxKeys && !oldest.done) windows.delete(oldest.value);
    },
    reset(key) {
      windows.delete(key);
    },
  };
}

function limited(waitMs: number): CodexError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new CodexError({
    code: 'RATE_LIMITED',
    message: 'There were too many tries.',
    hint:
      seconds < 90 ? `Try again in ${seconds} seconds.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`,
    details: { retryAfterMs: waitMs },
  });
}
