import { createSession, getSession, type Session } from '@codexos/protocol/contracts/session.contract';
import { createStore } from 'zustand/vanilla';
import { ApiError } from '@/lib/api/api-error';
import { callApi } from '@/lib/api/call-api';

export type SessionState =
  | { status: 'loading' }
  | { status: 'signed-out'; error?: unknown }
  | { status: 'unreachable' }
  | { status: 'ready'; session: Session };

export const sessionStore = createStore<{ state: SessionState }>(() => ({ state: { status: 'loading' } }));

const set = (state: SessionState) => sessionStore.setState({ state });

let opening: Promise<void> | undefined;

/** Exchanges the start token in the address, when there is one, and reads who is signed in. One attempt at a time. */
export async function openSession(): Promise<void> {
  opening ??= open().finally(() => {
    opening = undefined;
  });
  await opening;
}

async function open(): Promise<void> {
  const token = takeStartToken();
  if (token) {
    await signIn(token);
    return;
  }
  try {
    set({ status: 'ready', session: await callApi(getSession, {}) });
  } catch (error) {
    const isRefusal = error instanceof ApiError && error.status > 0 && error.status < 500;
    set(isRefusal ? { status: 'signed-out' } : { status: 'unreachable' });
  }
}

export async function signIn(startToken: string): Promise<void> {
  try {
    set({ status: 'ready', session: await callApi(createSession, { body: { startToken } }) });
  } catch (error) {
    set({ status: 'signed-out', error });
  }
}

/** The fragment never reaches the server's log and leaves the address bar at once. */
function takeStartToken(): string | undefined {
  const match = /^#start=(.+)$/.exec(window.location.hash);
  if (!match?.[1]) return undefined;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return decodeURIComponent(match[1]);
}
