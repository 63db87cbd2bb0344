'use client';
import { useSyncExternalStore } from 'react';
import { panelsStore, type Panels } from './panels-store';

export function usePanels(): Panels {
  return useSyncExternalStore(panelsStore.subscribe, panelsStore.get, panelsStore.getInitial);
}
