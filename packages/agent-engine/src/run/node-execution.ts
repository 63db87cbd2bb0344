import type { Citation } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import type { PortValue } from '@codexos/protocol/run-event';
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import type { MaybePromise } from '../journal/journal.ts';
import type { Outcome, Paused } from '../outcome.ts';
import type { Activation } from '../state/activation.ts';
import { inputCitations } from '../state/activation-sources.ts';
import { nodeStartBody } from '../state/node-start.ts';
import { ActivationContext } from './activation-context.ts';
import type { RunEnv } from './run-env.ts';

export type NodeResult =
  { status: 'done'; outputs: PortValue[] } | Paused | { status: 'failed'; error: CodexError };

export interface NodeExecution {
  /** At once where the node needed no promise. Never rejects. */
  result: MaybePromise<NodeResult>;
  /** Aborts the attempt under way; the result then no longer matters. */
  abort(reason: CodexError): void;
}

const DEFAULT_MAX_ATTEMPTS = 1;
const MAX_DELAY_MS = 60_000;

/** Runs one activation to its end: the only place that knows of time-outs, aborts and further attempts. */
export function executeNode(activation: Activation, env: RunEnv): NodeExecution {
  let context = new ActivationContext(activation, env);
  let abortReason: CodexError | undefined;

  const settle = (result: NodeResult): MaybePromise<NodeResult> =>
    result.status === 'failed' && mayRetry(activation, result.error) && !abortReason
      ? retry(result.error)
      : result;

  const retry = async (error: CodexError): Promise<NodeResult> => {
    const { id: activationId, node, attempt } = activation;
    const ids = { activationId, nodeId: node.id };
    const backoffMs = node.retry?.backoffMs ?? 0;
    const delayMs = Math.min(backoffMs * 2 ** activation.failureCount, MAX_DELAY_MS);
    try {
      await env.record({ type: 'node-retry', ...ids, attempt, error: toWireError(error), delayMs });
      await env.clock.sleep(delayMs, context.signal);
      await env.record(nodeStartBody(activation));
    } catch (cause) {
      return { status: 'failed', error: toCodexError(cause, 'NODE_FAILED') };
    }
    context = new ActivationContext(activation, env);
    return settle(await attemptNode(activation, context, env));
  };

  const first = attemptNode(activation, context, env);
  return {
    result: first instanceof Promise ? first.then(settle) : settle(first),
    abort(reason) {
      abortReason = reason;
      context.abort(reason);
    },
  };
}

function attemptNode(
  activation: Activation,
  context: ActivationContext,
  env: RunEnv,
): MaybePromise<NodeResult> {
  const { node } = activation;
  try {
    const outcome = node.kind.run(context);
    if (!(outcome instanceof Promise)) return toResult(activation, outcome);
    const settled = outcome.then(
      (value) => toResult(activation, value),
      (error: unknown): NodeResult => ({ status: 'failed', error: toCodexError(error, 'NODE_FAILED') }),
    );
    return node.timeoutMs === undefined
      ? settled
      : withTimeout({ settled, activation, context, env, timeoutMs: node.timeoutMs });
  } catch (error) {
    return { status: 'failed', error: toCodexError(error, 'NODE_FAILED') };
  }
}

interface TimeoutOptions {
  settled: Promise<NodeResult>;
  activation: Activation;
  context: ActivationContext;
  env: RunEnv;
  timeoutMs: number;
}

function withTimeout({ settled, activation, context, env, timeoutMs }: TimeoutOptions): Promise<NodeResult> {
  const timer = new AbortController();
  const timedOut = env.clock.sleep(timeoutMs, timer.signal).then(
    (): NodeResult => {
      const error = new CodexError({
        code: 'NODE_TIMED_OUT',
        message: `“${activation.node.label}” took longer than ${timeoutMs} ms.`,
        hint: 'Raise the time-out of the node, or make its work smaller.',
      });
      context.abort(error);
      return { status: 'failed', error };
    },
    // The timer was stopped because the node was faster: then its result counts.
    () => settled,
  );
  return Promise.race([settled, timedOut]).finally(() => timer.abort());
}

function mayRetry({ node, failureCount }: Activation, error: CodexError): boolean {
  return error.isRetryable && failureCount + 1 < (node.retry?.maxAttempts ?? DEFAULT_MAX_ATTEMPTS);
}

function toResult(activation: Activation, outcome: Outcome): NodeResult {
  if (outcome.status === 'paused') return outcome;
  const outputs: PortValue[] = [];
  let inherited: Citation[] | undefined;
  for (const { port, value: given, citations } of outcome.outputs) {
    const value = given as JsonValue;
    if (!activation.node.outPorts.some(({ name }) => name === port)) return unknownPort(activation, port);
    // A value rests on what it was made from, unless the node says otherwise.
    const carried = citations ?? (inherited ??= inputCitations(activation));
    outputs.push(carried.length > 0 ? { port, value, citations: carried } : { port, value });
  }
  return { status: 'done', outputs };
}

function unknownPort({ node }: Activation, port: string): NodeResult {
  return {
    status: 'failed',
    error: new CodexError({
      code: 'INTERNAL',
      message: `The kind of node ${node.id} has no out-port “${port}”.`,
    }),
  };
}
