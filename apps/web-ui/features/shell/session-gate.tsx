'use client';
import dynamic from 'next/dynamic';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Skeleton } from '@/components/ui/skeleton';
import { openSession, sessionStore } from '@/lib/session/session-store';
import { watchConnection } from '@/lib/socket/connection';
import { getSocket } from '@/lib/socket/socket';

const SignInPage = dynamic(
  () => import('@/features/sign-in/sign-in-page').then((module) => module.SignInPage),
  { ssr: false, loading: () => <ShellSkeleton /> },
);

/** Opens the session, connects the socket and shows the studio to whoever is signed in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const state = useStore(sessionStore, (store) => store.state);
  useEffect(() => void openSession(), []);
  const isReady = state.status === 'ready';
  useEffect(() => (isReady ? connect() : undefined), [isReady]);
  if (state.status === 'ready') return children;
  if (state.status === 'loading') return <ShellSkeleton />;
  return <SignInPage state={state} />;
}

/** Keeps the socket connected as long as there is a session; returns how to stop. */
function connect(): () => void {
  const socket = getSocket();
  const stop = watchConnection(socket);
  // The server cuts a connection whose rights have changed: who still has some comes back with the new ones.
  const onDisconnect = (reason: string): void => {
    if (reason !== 'io server disconnect') return;
    void openSession().then(() => {
      if (sessionStore.getState().state.status === 'ready') socket.connect();
    });
  };
  socket.on('disconnect', onDisconnect);
  socket.connect();
  return () => {
    stop();
    socket.off('disconnect', onDisconnect);
    socket.disconnect();
  };
}

function ShellSkeleton() {
  return (
    <div className="flex h-dvh" role="status" aria-busy="true" aria-label="Opening the studio">
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
