'use client';
import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query matches; false while the server renders. */
function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Side panels become sheets below this width. */
export const useIsNarrow = (): boolean => useMediaQuery('(max-width: 899px)');
/** The canvas is view and run only below this width. */
export const useIsPhone = (): boolean => useMediaQuery('(max-width: 599px)');
