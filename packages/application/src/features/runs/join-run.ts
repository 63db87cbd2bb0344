/** Following a run from anywhere: what happened, the text so far, then everything as it comes. */
import type { Journal } from '@codexos/agent-engine';
import type { RunId } from '@codexos/protocol/ids';
import type { LiveEvent, RunEvent } from '@codexos/protocol/run-event';
import type { LiveText, RunJoinReply } from '@codexos/protocol/socket-events';
import type { Logger } from '@codexos/utils/logging';
import type { Bus } from '../../cluster/bus.ts';
import { lacksLargeValues } from './large-values.ts';
import type { RunTopics } from './run-executor.ts';
import type { RunKey, RunStore } from './run-store.ts';

export interface JoinRunOptions extends RunKey {
  afterSeq: number;
  onEvent: (event: RunEvent) => void;
  onLive: (event: LiveEvent) => void;
}

export interface RunJoinerOptions {
  store: RunStore;
  journal: Journal;
  topics: RunTopics;
  bus: Bus;
  logger: Logger;
  /** The text so far of a run that is under way, wherever that is. Sends on what waits first. */
  liveTextOf: (runId: string) => Promise<LiveText[]>;
}

export function createRunJoiner({ store, journal, topics, bus, logger, liveTextOf }: RunJoinerOptions) {
  /** Everything after `afterSeq`, the text so far, then what comes: nothing twice and nothing skipped. */
  return async ({
    workspaceId,
    runId,
    afterSeq,
    onEvent,
    onLive,
  }: JoinRunOptions): Promise<RunJoinReply & { unsubscribe: () => void }> => {
    await store.summary({ workspaceId, runId });
    const queue: (() => void)[] = [];
    let lastSeq = afterSeq;
    let isOpen = false;
    let isLeft = false;
    let live: LiveText[] = [];
    let reading: Promise<void> | undefined;
    let isBehind = false;

    const pass = (event: RunEvent): void => {
      if (event.seq <= lastSeq || isLeft) return;
      lastSeq = event.seq;
      onEvent(event);
    };
    /** Messages between processes can be lost, and lack long values; the journal has what they said. */
    const catchUp = (): void => {
      isBehind = true;
      reading ??= readOn()
        .catch((error: unknown) => logger.warn({ err: error, runId }, 'A run could not be followed'))
        .finally(() => (reading = undefined));
    };
    const readOn = async (): Promise<void> => {
      // What was missed while the journal was read is read as well.
      while (isBehind && !isLeft) {
        isBehind = false;
        for (const event of await journal.read(runId as RunId, lastSeq)) pass(event);
      }
    };
    const take = (event: RunEvent): void => {
      if (event.seq <= lastSeq) return;
      if (reading || event.seq > lastSeq + 1 || lacksLargeValues(event)) catchUp();
      else pass(event);
    };

    const deliver = (send: () => void): void => void (isOpen ? send() : queue.push(send));
    const leaveEvents = topics.runEvent.subscribe(runId, (event) => deliver(() => take(event)));
    const leaveLive = topics.runLive.subscribe(runId, (event) =>
      deliver(() => {
        const rest = withoutKnown(event, live);
        if (rest && !isLeft) onLive(rest);
      }),
    );
    const leaveGap = bus.onGap(() => deliver(catchUp));
    const unsubscribe = (): void => {
      isLeft = true;
      leaveEvents();
      leaveLive();
      leaveGap();
    };
    try {
      await Promise.all([topics.runEvent.ready(runId), topics.runLive.ready(runId)]);
      const events = await journal.read(runId as RunId, afterSeq);
      const { status } = await store.summary({ workspaceId, runId });
      live = await liveTextOf(runId);
      lastSeq = events.at(-1)?.seq ?? afterSeq;
      // The reply goes out in this turn of the event loop; what follows it must come after.
      setImmediate(() => {
        isOpen = true;
        for (const send of queue.splice(0)) send();
      });
      return { status, events, live, unsubscribe };
    } catch (error) {
      unsubscribe();
      throw error;
    }
  };
}

/** What streamed before the text so far was taken is part of it. */
function withoutKnown(event: LiveEvent, live: readonly LiveText[]): LiveEvent | undefined {
  if (event.type !== 'node-delta') return event;
  const known = live.find(
    ({ activationId, attempt }) => activationId === event.activationId && attempt === event.attempt,
  );
  const overlap = (known?.text.length ?? 0) - event.offset;
  if (overlap <= 0) return event;
  if (overlap >= event.text.length) return undefined;
  return { ...event, offset: event.offset + overlap, text: event.text.slice(overlap) };
}
