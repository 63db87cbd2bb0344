'use client';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Skeleton } from '@/components/ui/skeleton';
import { openSession, sessionStore } from '@/lib/session/session-store';
import { watchConnection } from '@/lib/socket/connection';
import { getSocket } from '@/lib/socket/socket';
import { SignInPage } from './sign-in-page';

/** Opens the session, connects the socket and shows the studio to whoever is signed in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const state = useStore(sessionStore, (store) => store.state);
  useEffect(() => void openSession(), []);
  const isReady = state.status === 'ready';
  useEffect(() => {
    if (!isReady) return;
    const socket = getSocket();
    const stop = watchConnection(socket);
    socket.connect();
    return () => {
      stop();
      socket.disconnect();
    };
  }, [isReady]);
  if (isReady) return children;
  if (state.status === 'loading') return <ShellSkeleton />;
  return (
    <SignInPage
      error={state.status === 'signed-out' ? state.error : undefined}
      isUnreachable={state.status === 'unreachable'}
    />
  );
}

function ShellSkeleton() {
  return (
    <div className="flex h-dvh" aria-busy="true" aria-label="Opening the studio">
      <div className="w-11 border-r bg-sidebar" />
      <div className="flex flex-1 flex-col">
        <div className="h-11 border-b bg-sidebar" />
        <div className="flex flex-col gap-3 p-6">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="h-4 w-80" />
        </div>
      </div>
    </div>
  );
}
