'use client';
import { useEffect } from 'react';

/** Fetches a part of the studio that is needed later, once the page has nothing better to do. */
export function usePreload(load: () => Promise<unknown>): void {
  useEffect(() => {
    const ahead = () => {
      // A part that cannot be fetched now is fetched when it is needed, and says so there.
      load().catch(() => undefined);
    };
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(ahead, 200);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(ahead, { timeout: 2_000 });
    return () => cancelIdleCallback(request);
  }, [load]);
}
