import type { RunEventBody } from '@codexos/protocol/run-event';
import type { MaybePromise } from '../journal/journal.ts';
import type { Activation, RecordedCalls } from '../state/activation.ts';
import type { RunEnv } from './run-env.ts';

/** What the durable calls of one attempt share. */
export interface CallScope {
  readonly env: RunEnv;
  readonly activation: Activation;
  readonly signal: AbortSignal;
  /** The number of the next call, the same in every attempt that comes the same way. */
  nextCall(): number;
  recorded(): RecordedCalls | undefined;
  /** Refused once the attempt is over, so that what comes late changes nothing. */
  record(...bodies: RunEventBody[]): MaybePromise<void>;
  /** Streams text to people; `restart` begins again from nothing. */
  delta(text: string, options?: { isRestart?: boolean }): void;
  branch(index: number): CallScope;
}

// Numbers of the calls on a branch start at a place of their own, far enough apart for any real node.
const TOP_SPAN = 1_000_000;
const BRANCH_FACTOR = 1_000;

export interface CallScopeOptions {
  env: RunEnv;
  activation: Activation;
  signal: AbortSignal;
}

export function createCallScope(options: CallScopeOptions): CallScope {
  let offset = 0;
  const { env, activation } = options;
  const { attempt } = activation;
  const delta: CallScope['delta'] = (text, { isRestart = false } = {}) => {
    if (isRestart) offset = 0;
    env.onLive({
      type: 'node-delta',
      runId: env.runId,
      activationId: activation.id,
      nodeId: activation.node.id,
      attempt,
      offset,
      text,
    });
    offset += text.length;
  };
  return scopeFrom({ ...options, delta, start: 0, span: TOP_SPAN });
}

interface ScopeOptions extends CallScopeOptions {
  delta: CallScope['delta'];
  start: number;
  span: number;
}

function scopeFrom({ start, span, ...shared }: ScopeOptions): CallScope {
  const { env, activation, signal, delta } = shared;
  let call = start;
  return {
    env,
    activation,
    signal,
    delta,
    nextCall: () => call++,
    recorded: () => activation.calls,
    record: (...bodies) => {
      signal.throwIfAborted();
      return env.record(...bodies);
    },
    branch: (index) =>
      scopeFrom({ ...shared, start: start + (index + 1) * span, span: span / BRANCH_FACTOR }),
  };
}
