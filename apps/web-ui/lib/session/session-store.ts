import {
  createSession,
  deleteSession,
  getSession,
  getSignInOptions,
  type Session,
} from '@codexos/protocol/contracts/session.contract';
import type { z } from 'zod';
import { createStore } from 'zustand/vanilla';
import { ApiError } from '@/lib/api/api-error';
import { callApi } from '@/lib/api/call-api';
import { takeKey } from './take-key';

export type SignInOptions = z.infer<typeof getSignInOptions.response>;

export type SessionState =
  | { status: 'loading' }
  | { status: 'signed-out'; options: SignInOptions; setupToken?: string; error?: unknown }
  /** An invitation link was opened; with a session it can be taken by whoever is signed in. */
  | { status: 'invited'; token: string; options: SignInOptions; session?: Session }
  | { status: 'unreachable' }
  | { status: 'ready'; session: Session };

export const sessionStore = createStore<{ state: SessionState }>(() => ({ state: { status: 'loading' } }));

const set = (state: SessionState) => sessionStore.setState({ state });

let opening: Promise<void> | undefined;

/** Follows the key in the address, when there is one, and reads who is signed in. One attempt at a time. */
export async function openSession(): Promise<void> {
  opening ??= open().finally(() => {
    opening = undefined;
  });
  await opening;
}

async function open(): Promise<void> {
  const key = takeKey();
  try {
    if (key?.type === 'start') await openWithStartToken(key.value);
    else if (key?.type === 'invite') await openInvitation(key.value);
    else set(await readState(key?.type === 'problem' ? new Error(key.value) : undefined));
  } catch {
    set({ status: 'unreachable' });
  }
}

async function openWithStartToken(value: string): Promise<void> {
  const options = await callApi(getSignInOptions, {});
  if (options.mode === 'local') await signIn(value);
  else if (options.needsSetup) set({ status: 'signed-out', options, setupToken: value });
  else set(await readState());
}

async function openInvitation(token: string): Promise<void> {
  const options = await callApi(getSignInOptions, {});
  const session = await readSession();
  set({ status: 'invited', token, options, ...(session ? { session } : {}) });
}

/** Undefined when nobody is signed in; throws when the server does not answer. */
async function readSession(): Promise<Session | undefined> {
  try {
    return await callApi(getSession, {});
  } catch (error) {
    if (error instanceof ApiError && error.status > 0 && error.status < 500) return undefined;
    throw error;
  }
}

async function readState(error?: unknown): Promise<SessionState> {
  const session = await readSession();
  if (session) return { status: 'ready', session };
  return {
    status: 'signed-out',
    options: await callApi(getSignInOptions, {}),
    ...(error === undefined ? {} : { error }),
  };
}

/** Without accounts: the start token opens the session. */
export async function signIn(startToken: string): Promise<void> {
  try {
    set({ status: 'ready', session: await callApi(createSession, { body: { startToken } }) });
  } catch (error) {
    set({ status: 'signed-out', options: await callApi(getSignInOptions, {}), error });
  }
}

/** Whoever got a session by a form goes on with it. */
export function enterWith(session: Session): void {
  set({ status: 'ready', session });
}

/** Ends the session; the page starts anew, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await callApi(deleteSession, {});
  window.location.assign('/');
}
