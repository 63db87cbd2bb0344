'use client';
import type { Session } from '@codexos/protocol/contracts/session.contract';
import { useStore } from 'zustand';
import { sessionStore } from './session-store';

/** Who is signed in. Only below the session gate, where there is always somebody. */
export function useSession(): Session | undefined {
  return useStore(sessionStore, ({ state }) => (state.status === 'ready' ? state.session : undefined));
}
