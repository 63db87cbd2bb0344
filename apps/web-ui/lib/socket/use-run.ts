'use client';
import { runIdSchema } from '@codexos/protocol/ids';
import { createRunView } from '@codexos/protocol/run-view';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { createRunFeed, type RunFeed, type RunFeedState, type RunFeedTransport } from './run-feed';
import { getSocket, socketRequest } from './socket';

const NO_RUN: RunFeedState = { view: createRunView(''), events: [], isJoined: false, error: undefined };

interface SharedFeed {
  feed: RunFeed;
  users: number;
}
const feeds = new Map<string, SharedFeed>();

/** Follows a run live: the folded view and its events, redrawn at most once a frame. */
export function useRun(runId: string | undefined): RunFeedState {
  const source = useMemo(() => (runId === undefined ? undefined : shareFeed(runId)), [runId]);
  useEffect(() => source?.retain(), [source]);
  return useSyncExternalStore(
    source?.subscribe ?? noSubscription,
    source?.get ?? (() => NO_RUN),
    () => NO_RUN,
  );
}

const noSubscription = () => () => undefined;

/** Several components may follow the same run over one joined room. */
function shareFeed(runId: string) {
  const open = () => {
    const known = feeds.get(runId);
    if (known) return known;
    const created = { feed: createRunFeed(runId, transportOf(runId)), users: 0 };
    feeds.set(runId, created);
    return created;
  };
  return {
    get: () => feeds.get(runId)?.feed.get() ?? NO_RUN,
    subscribe: (listener: () => void) => open().feed.subscribe(listener),
    retain: () => {
      const shared = open();
      shared.users += 1;
      return () => {
        shared.users -= 1;
        // A remount in the same tick keeps the feed.
        queueMicrotask(() => {
          if (shared.users > 0 || feeds.get(runId) !== shared) return;
          feeds.delete(runId);
          shared.feed.close();
        });
      };
    },
  };
}

function transportOf(id: string): RunFeedTransport {
  const socket = getSocket();
  const runId = runIdSchema.parse(id);
  return {
    join: (afterSeq) => socketRequest(socket, 'run-join', { runId, afterSeq }),
    leave: () => socket.emit('run-leave', { runId }),
    onConnect: (listener) => {
      socket.on('connect', listener);
      if (socket.connected) listener();
      return () => socket.off('connect', listener);
    },
    onEvent: (listener) => {
      socket.on('run-event', listener);
      return () => socket.off('run-event', listener);
    },
    onLive: (listener) => {
      socket.on('run-live', listener);
      return () => socket.off('run-live', listener);
    },
    schedule: (callback) => void requestAnimationFrame(callback),
  };
}
