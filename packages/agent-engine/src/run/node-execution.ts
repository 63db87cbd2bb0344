import type { Citation } from '@codexos/protocol/citation';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { ERROR_PORT, type NodePin } from '@codexos/protocol/flow';
import type { PortValue } from '@codexos/protocol/run-event';
import type { WireError } from '@codexos/protocol/wire-error';
import { CodexError, toCodexError, toWireError } from '@codexos/utils/errors';
import type { MaybePromise } from '../journal/journal.ts';
import type { Outcome, Paused } from '../outcome.ts';
import type { Activation } from '../state/activation.ts';
import { inputCitations } from '../state/activation-sources.ts';
import { nodeStartBody } from '../state/node-start.ts';
import { ActivationContext } from './activation-context.ts';
import type { RunEnv } from './run-env.ts';

export type NodeResult =
  | { status: 'done'; outputs: PortValue[]; failure?: WireError; isPinned?: true }
  | Paused
  | { status: 'failed'; error: CodexError };

const DEFAULT_MAX_ATTEMPTS = 1;
const MAX_DELAY_MS = 60_000;

/** Runs one activation to its end: the only place that knows of time-outs, aborts and further attempts. */
export class NodeExecution {
  readonly #activation: Activation;
  readonly #env: RunEnv;
  #context: ActivationContext;
  #isAborted = false;

  constructor(activation: Activation, env: RunEnv) {
    this.#activation = activation;
    this.#env = env;
    this.#context = new ActivationContext(activation, env);
  }

  /** Gives its result at once where the node needed no promise. Never rejects. */
  run(): MaybePromise<NodeResult> {
    const { pin } = this.#activation.node;
    if (pin) return { status: 'done', outputs: pin.outputs.map(toPortValue), isPinned: true };
    const result = attemptNode(this.#activation, this.#context, this.#env);
    // Only a node that may be tried again, or whose failure is not the end, needs to be looked at once more.
    if (!this.#activation.node.retry && !this.#activation.node.onFailure) return result;
    return result instanceof Promise ? result.then((settled) => this.#settle(settled)) : this.#settle(result);
  }

  /** Aborts the attempt under way; the result then no longer matters. */
  abort(reason: CodexError): void {
    this.#isAborted = true;
    this.#context.abort(reason);
  }

  #settle(result: NodeResult): MaybePromise<NodeResult> {
    const mayTryAgain =
      result.status === 'failed' && !this.#isAborted && mayRetry(this.#activation, result.error);
    return mayTryAgain ? this.#retry(result.error) : handleFailure(this.#activation, result);
  }

  async #retry(error: CodexError): Promise<NodeResult> {
    const { id: activationId, node, attempt, failureCount } = this.#activation;
    const delayMs = Math.min((node.retry?.backoffMs ?? 0) * 2 ** failureCount, MAX_DELAY_MS);
    const { record, clock } = this.#env;
    try {
      await record({
        type: 'node-retry',
        activationId,
        nodeId: node.id,
        attempt,
        error: toWireError(error),
        delayMs,
      });
      await clock.sleep(delayMs, this.#context.signal);
      await record(nodeStartBody(this.#activation));
    } catch (cause) {
      return { status: 'failed', error: toCodexError(cause, 'NODE_FAILED') };
    }
    this.#context = new ActivationContext(this.#activation, this.#env);
    return this.#settle(await attemptNode(this.#activation, this.#context, this.#env));
  }
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

/** Goes on as the flow says when a node has failed for good. */
function handleFailure({ node }: Activation, result: NodeResult): NodeResult {
  if (result.status !== 'failed' || !node.onFailure) return result;
  const failure = toWireError(result.error);
  if (node.onFailure.type === 'branch')
    return { status: 'done', outputs: [{ port: ERROR_PORT, value: { ...failure } as JsonObject }], failure };
  const port = node.outPorts.find(({ isBody }) => !isBody)?.name;
  return {
    status: 'done',
    outputs: port === undefined ? [] : [{ port, value: node.onFailure.value }],
    failure,
  };
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

function toPortValue({ port, value, citations }: NodePin['outputs'][number]): PortValue {
  return citations ? { port, value, citations } : { port, value };
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
