'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** The open tab, kept in the address as `?tab=`, so that it survives a reload and can be linked. */
export function useQueryTab<TTab extends string>(
  tabs: readonly TTab[],
  first: TTab,
): [TTab, (tab: string) => void] {
  const search = useSearchParams();
  const router = useRouter();
  const pathname = usePathname();
  const named = search.get('tab');
  const tab = tabs.find((candidate) => candidate === named) ?? first;
  const setTab = useCallback(
    (next: string) =>
      router.replace(next === first ? pathname : `${pathname}?tab=${next}`, { scroll: false }),
    [router, pathname, first],
  );
  return [tab, setTab];
}
