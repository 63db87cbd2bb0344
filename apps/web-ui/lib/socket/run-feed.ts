/**
 * Follows one run: joins its room, folds what arrives and joins again after every reconnect. The sequence
 * number makes it exact: an event already folded is dropped, a gap is closed by joining once more.
 */
import type { LiveEvent, RunEvent } from '@codexos/protocol/run-event';
import { applyLiveEvent, applyRunEvent, createRunView, type RunView } from '@codexos/protocol/run-view';
import type { LiveText, RunJoinReply } from '@codexos/protocol/socket-events';

export interface RunFeedState {
  view: RunView;
  /** Every durable event so far, in order. */
  events: readonly RunEvent[];
  isJoined: boolean;
  error: unknown;
}

export interface RunFeedTransport {
  join: (afterSeq: number) => Promise<RunJoinReply>;
  leave: () => void;
  /** Calls back on every (re)connect; returns how to stop. */
  onConnect: (listener: () => void) => () => void;
  onEvent: (listener: (event: RunEvent) => void) => () => void;
  onLive: (listener: (event: LiveEvent) => void) => () => void;
  /** Coalesces notifications: one for each animation frame in a browser. */
  schedule: (callback: () => void) => void;
}

export interface RunFeed {
  get: () => RunFeedState;
  subscribe: (listener: () => void) => () => void;
  close: () => void;
}

type Arrival = { durable: RunEvent } | { live: LiveEvent };

export function createRunFeed(runId: string, transport: RunFeedTransport): RunFeed {
  let state: RunFeedState = { view: createRunView(runId), events: [], isJoined: false, error: undefined };
  const listeners = new Set<() => void>();
  let waiting: Arrival[] = [];
  let isJoining = false;
  let isScheduled = false;
  let isClosed = false;

  const notify = () => {
    if (isScheduled) return;
    isScheduled = true;
    transport.schedule(() => {
      isScheduled = false;
      for (const listener of listeners) listener();
    });
  };

  const fold = (arrivals: readonly Arrival[]) => {
    let { view } = state;
    const fresh: RunEvent[] = [];
    let hasGap = false;
    for (const arrival of arrivals) {
      if ('durable' in arrival) {
        if (arrival.durable.seq <= view.lastSeq) continue;
        if (arrival.durable.seq > view.lastSeq + 1) {
          hasGap = true;
          break;
        }
        view = applyRunEvent(view, arrival.durable);
        fresh.push(arrival.durable);
      } else {
        hasGap ||= isLiveGap(view, arrival.live);
        view = applyLiveEvent(view, arrival.live);
      }
    }
    if (view !== state.view) {
      state = { ...state, view, events: fresh.length > 0 ? [...state.events, ...fresh] : state.events };
      notify();
    }
    if (hasGap) void join();
  };

  const receive = (arrival: Arrival) => {
    if (isJoining || !state.isJoined) waiting.push(arrival);
    else fold([arrival]);
  };

  const join = async () => {
    if (isJoining || isClosed) return;
    isJoining = true;
    try {
      const reply = await transport.join(state.view.lastSeq);
      if (isClosed) return;
      const later = waiting;
      waiting = [];
      isJoining = false;
      state = { ...state, isJoined: true, error: undefined };
      notify();
      fold([
        ...reply.events.map((durable) => ({ durable })),
        ...reply.live.map((text) => toArrival(runId, text)),
        ...later,
      ]);
    } catch (error) {
      isJoining = false;
      state = { ...state, error };
      notify();
    }
  };

  const stops = [
    transport.onEvent((durable) => durable.runId === runId && receive({ durable })),
    transport.onLive((live) => live.runId === runId && receive({ live })),
    transport.onConnect(() => void join()),
  ];

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isClosed = true;
      for (const stop of stops) stop();
      transport.leave();
    },
  };
}

function toArrival(runId: string, text: LiveText): Arrival {
  return { live: { type: 'node-delta', runId, offset: 0, ...text } as LiveEvent };
}

/** Text that starts after what is known: something was lost on the way. */
function isLiveGap(view: RunView, event: LiveEvent): boolean {
  if (event.type !== 'node-delta') return false;
  const current = view.activations.get(event.activationId);
  return (
    current?.status === 'running' &&
    current.attempt === event.attempt &&
    event.offset > current.liveText.length
  );
}
