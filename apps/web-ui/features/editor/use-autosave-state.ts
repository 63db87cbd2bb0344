'use client';
import { useEffect } from 'react';
import { autosaveStore, type Autosave } from '@/features/shell/autosave-store';
import type { SyncStatus } from '@/lib/socket/flow-sync';

/** Shows in the status bar whether what is drawn is saved. */
export function useAutosaveState(isReady: boolean, status: SyncStatus): void {
  useEffect(() => {
    autosaveStore.setState({ autosave: isReady ? toAutosave(status) : undefined });
  }, [isReady, status]);
  useEffect(() => () => autosaveStore.setState({ autosave: undefined }), []);
}

function toAutosave(status: SyncStatus): Autosave {
  switch (status.name) {
    case 'saved':
      return { status: 'saved', at: status.at };
    case 'saving':
      return { status: 'saving' };
    case 'offline':
      return { status: 'offline', message: 'offline: kept in this browser, sent when the server is back' };
    case 'refused':
      return { status: 'refused', message: `not saved: ${status.error.message}` };
  }
}
