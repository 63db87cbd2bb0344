import type { Citation } from '@codexos/protocol/citation';
import type { ActivationId, NodeId, RunId } from '@codexos/protocol/ids';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { Plan } from '@codexos/protocol/plan';
import type { Branch } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import { unionCitations } from '../citations/union-citations.ts';
import type { DurableCalls, InputSource, LoopContext, NodeContext } from '../node-context.ts';
import type { AgentReference, SavedAgent } from '../ports/run-caller.ts';
import type { Caller } from '../ports/caller.ts';
import type { ToolSpec } from '../ports/tool-runner.ts';
import type { Activation } from '../state/activation.ts';
import { inputCitations, missingBranches, sourcesOf } from '../state/activation-sources.ts';
import { turnOf } from '../state/frame.ts';
import { createCallScope, type CallScope } from './call-scope.ts';
import { createDurableCalls } from './durable-calls.ts';
import type { RunEnv } from './run-env.ts';

/**
 * What a node sees during one attempt. Made for every activation of every run, so all that costs something, such as
 * the abort controller and the durable calls, is made on first use.
 */
export class ActivationContext implements NodeContext<never, never> {
  // Only the node's kind knows these types; its own schema and ports have checked the values.
  readonly config: never;
  readonly input: never;
  readonly attempt: number;
  readonly #activation: Activation;
  readonly #env: RunEnv;
  #controller: AbortController | undefined;
  #abortReason: CodexError | undefined;
  #scope: CallScope | undefined;
  #calls: DurableCalls | undefined;

  constructor(activation: Activation, env: RunEnv) {
    this.#activation = activation;
    this.#env = env;
    this.config = activation.node.config as never;
    this.input = activation.input as never;
    this.attempt = activation.attempt;
  }

  get nodeId(): NodeId {
    return this.#activation.node.id;
  }

  get label(): string {
    return this.#activation.node.label;
  }

  get activationId(): ActivationId {
    return this.#activation.id;
  }

  get runId(): RunId {
    return this.#env.runId;
  }

  get idempotencyKey(): string {
    return `${this.#env.runId}.${this.#activation.id}`;
  }

  get runInput(): JsonObject {
    return this.#env.runInput();
  }

  get loop(): LoopContext | undefined {
    const { frame } = this.#activation;
    return frame.turnValue && { turn: turnOf(frame), value: frame.turnValue.value };
  }

  get answer(): JsonValue | undefined {
    return this.#activation.answers.at(-1);
  }

  get isTimeUp(): boolean {
    return this.#activation.wokenAt !== undefined;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#abortReason) this.#controller.abort(this.#abortReason);
    }
    return this.#controller.signal;
  }

  get calls(): DurableCalls {
    this.#calls ??= createDurableCalls(this.#callScope());
    return this.#calls;
  }

  // Getters that give functions, so that nodes may take them out of the context, and only those that do pay for it.
  get sources(): (port: string) => readonly InputSource[] {
    return (port) => sourcesOf(this.#activation, port);
  }

  get missing(): () => readonly Branch[] {
    return () => missingBranches(this.#activation);
  }

  get citations(): (port?: string) => Citation[] {
    return (port) =>
      port === undefined
        ? inputCitations(this.#activation)
        : unionCitations(sourcesOf(this.#activation, port).map((source) => source.citations));
  }

  get abortAfter(): (ms: number, error: CodexError) => () => void {
    return (ms, error) => {
      const timer = new AbortController();
      this.#env.clock.sleep(ms, timer.signal).then(
        () => this.abort(error),
        // Stopped: the node was faster.
        () => undefined,
      );
      return () => timer.abort();
    };
  }

  get delta(): (text: string) => void {
    return (text) => {
      if (!this.#abortReason) this.#callScope().delta(text);
    };
  }

  get caller(): Caller | undefined {
    return this.#env.bindings.client;
  }

  get listTools(): () => readonly ToolSpec[] {
    return () => this.#env.bindings.tools?.list() ?? [];
  }

  get getAgent(): (reference: AgentReference) => Promise<SavedAgent> {
    return async (reference) => {
      const { caller } = this.#env.bindings;
      if (caller) return caller.getAgent(reference);
      throw new CodexError({
        code: 'AGENT_NOT_FOUND',
        message: `This run cannot look up the agent “${reference.agentId}”.`,
      });
    };
  }

  get plan(): () => Plan | undefined {
    return () => this.#activation.calls?.plan;
  }

  /** Ends the attempt: its signal aborts, and whatever it still does is ignored. */
  abort(reason: CodexError): void {
    if (this.#abortReason) return;
    this.#abortReason = reason;
    this.#controller?.abort(reason);
  }

  #callScope(): CallScope {
    this.#scope ??= createCallScope({ env: this.#env, activation: this.#activation, signal: this.signal });
    return this.#scope;
  }
}
