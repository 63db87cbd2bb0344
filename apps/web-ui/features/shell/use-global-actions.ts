'use client';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useMemo } from 'react';
import type { Action } from '@/lib/actions/action-registry';
import { useActions } from '@/lib/actions/use-actions';
import { AREAS, SETTINGS_AREA } from './areas';
import { openPalette, overlaysStore } from './overlays-store';

/** What can be done on every page. */
export function useGlobalActions(): void {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const actions = useMemo<Action[]>(
    () => [
      ...[...AREAS, SETTINGS_AREA].map((area) => ({
        id: `go.${area.id}`,
        label: `Go to ${area.label.toLowerCase()}`,
        group: 'Go to',
        icon: area.icon,
        run: () => router.push(area.href),
      })),
      {
        id: 'app.palette',
        label: 'Search or run a command',
        group: 'General',
        icon: 'search',
        shortcuts: ['mod+k'],
        worksInFields: true,
        isHiddenInPalette: true,
        run: openPalette,
      },
      {
        id: 'app.shortcuts',
        label: 'Show keyboard shortcuts',
        group: 'General',
        icon: 'keyboard',
        shortcuts: ['?'],
        run: () => overlaysStore.setState({ areShortcutsOpen: true }),
      },
      {
        id: 'app.theme',
        label: `Use the ${resolvedTheme === 'dark' ? 'light' : 'dark'} theme`,
        group: 'General',
        icon: resolvedTheme === 'dark' ? 'sun' : 'moon',
        shortcuts: ['shift+t'],
        run: () => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark'),
      },
      {
        id: 'app.theme-system',
        label: 'Use the theme of the system',
        group: 'General',
        icon: 'monitor',
        run: () => setTheme('system'),
      },
    ],
    [router, resolvedTheme, setTheme],
  );
  useActions(actions);
}
