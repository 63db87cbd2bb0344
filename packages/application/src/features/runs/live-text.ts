/**
 * Text that streams out of a run: collected so that late joiners get it whole, and sent on in pieces that are
 * a few dozen ms apart instead of one message per token.
 */
import type { LiveEvent, RunEvent } from '@codexos/protocol/run-event';
import type { LiveText } from '@codexos/protocol/socket-events';

type NodeDelta = Extract<LiveEvent, { type: 'node-delta' }>;

export interface LiveTextBuffer {
  add(event: LiveEvent): void;
  /** Sends on what waits. To be called before a durable event is sent, so that order is kept. */
  flush(): void;
  /** Forgets the text of activations that the event ends or starts over. */
  follow(event: RunEvent): void;
  snapshot(): LiveText[];
}

const FLUSH_MS = 30;

export function createLiveTextBuffer(send: (event: LiveEvent) => void): LiveTextBuffer {
  const texts = new Map<string, LiveText>();
  const waiting = new Map<string, NodeDelta>();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const pieces = [...waiting.values()];
    waiting.clear();
    for (const piece of pieces) send(piece);
  };

  const collect = (delta: NodeDelta): void => {
    const known = texts.get(delta.activationId);
    const before = known?.attempt === delta.attempt ? known.text.slice(0, delta.offset) : '';
    texts.set(delta.activationId, {
      activationId: delta.activationId,
      nodeId: delta.nodeId,
      attempt: delta.attempt,
      text: before + delta.text,
    });
  };

  return {
    add(event) {
      if (event.type === 'tool-delta') {
        send(event);
        return;
      }
      collect(event);
      const piece = waiting.get(event.activationId);
      const isNext = piece?.attempt === event.attempt && piece.offset + piece.text.length === event.offset;
      if (piece && !isNext) flush();
      waiting.set(event.activationId, piece && isNext ? { ...piece, text: piece.text + event.text } : event);
      timer ??= setTimeout(flush, FLUSH_MS);
    },
    flush,
    follow(event) {
      if (event.type === 'run-end') texts.clear();
      if (
        event.type === 'node-start' ||
        event.type === 'node-end' ||
        event.type === 'node-error' ||
        event.type === 'node-retry'
      ) {
        texts.delete(event.activationId);
      }
    },
    snapshot: () => [...texts.values()],
  };
}
