'use client';
import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import type { AppSocket } from './socket';

interface ConnectionState {
  isConnected: boolean;
  /** Round trip in ms of the last probe; undefined before the first. */
  latencyMs: number | undefined;
}

export const connectionStore = createStore<ConnectionState>(() => ({
  isConnected: false,
  latencyMs: undefined,
}));

/** Keeps the store in step with a socket; returns how to stop. */
export function watchConnection(socket: AppSocket): () => void {
  const onConnect = () => connectionStore.setState({ isConnected: true });
  const onDisconnect = () => connectionStore.setState({ isConnected: false });
  socket.on('connect', onConnect);
  socket.on('disconnect', onDisconnect);
  if (socket.connected) onConnect();
  return () => {
    socket.off('connect', onConnect);
    socket.off('disconnect', onDisconnect);
  };
}

export function useConnection(): ConnectionState {
  return useSyncExternalStore(
    connectionStore.subscribe,
    connectionStore.getState,
    connectionStore.getInitialState,
  );
}
