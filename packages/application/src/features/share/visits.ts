/** Which keys came before within a window, in this process. Keys come from outside, so their number is bounded. */

export interface VisitsOptions {
  windowMs: number;
  clock: () => number;
  /** Keys remembered at most; the oldest go first. */
  maxKeys?: number;
}

export function createVisits({ windowMs, clock, maxKeys = 20_000 }: VisitsOptions) {
  const endings = new Map<string, number>();
  return {
    /** True once for each key in each window. */
    isFirst(key: string): boolean {
      const now = clock();
      if ((endings.get(key) ?? 0) > now) return false;
      endings.delete(key);
      endings.set(key, now + windowMs);
      const oldest = endings.keys().next();
      if (endings.size > maxKeys && !oldest.done) endings.delete(oldest.value);
      return true;
    },
  };
}
