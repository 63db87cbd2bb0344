'use client';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShortcuts } from '@/lib/actions/use-shortcuts';
import { BottomNav } from './bottom-nav';
import { CommandPalette } from './command-palette';
import { IconRail } from './icon-rail';
import { overlaysStore } from './overlays-store';
import { SessionGate } from './session-gate';
import { StatusBar } from './status-bar';
import { useGlobalActions } from './use-global-actions';
import { useRunStatusRefresh } from './use-run-status-refresh';

const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog').then((module) => module.ShortcutsDialog), {
  ssr: false,
});

/** Pages of whoever has a link: no session and no frame. */
const PUBLIC_PATH = '/s/';

/** The frame around every page: rail, page, status bar; palette and shortcuts above them. */
export function AppShell({ children }: { children: ReactNode }) {
  const isPublic = usePathname().startsWith(PUBLIC_PATH);
  if (isPublic) return children;
  return (
    <SessionGate>
      <Frame>{children}</Frame>
    </SessionGate>
  );
}

function Frame({ children }: { children: ReactNode }) {
  useShortcuts();
  useGlobalActions();
  useRunStatusRefresh();
  const areShortcutsOpen = useStore(overlaysStore, (state) => state.areShortcutsOpen);
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <a
        href="#main"
        className="sr-only z-60 rounded-sm bg-primary px-3 py-1 text-primary-foreground focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="flex min-h-0 flex-1">
        <IconRail />
        <div className="flex min-w-0 flex-1 flex-col">{children}</div>
      </div>
      <StatusBar />
      <BottomNav />
      <CommandPalette />
      {areShortcutsOpen ? <ShortcutsDialog /> : null}
    </div>
  );
}
