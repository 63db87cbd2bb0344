import type { Citation, Passage } from '@codexos/protocol/citation';
import type { ActivationId, NodeId, RunId } from '@codexos/protocol/ids';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { Usage } from '@codexos/protocol/model';
import type { Plan, PlanChoices, PlanStep } from '@codexos/protocol/plan';
import type { Branch, RunStatus } from '@codexos/protocol/run-event';
import type { WireError } from '@codexos/protocol/wire-error';
import type { Paused } from './outcome.ts';
import type { AgentReference, Callee, SavedAgent } from './ports/run-caller.ts';
import type { Caller } from './ports/caller.ts';
import type { MemoryEntry, MemoryScope } from './ports/memory-store.ts';
import type { ModelFinishReason, ModelRequest, ModelToolCall } from './ports/model-client.ts';
import type { ToolSpec } from './ports/tool-runner.ts';
import type { CodexError } from '@codexos/utils/errors';

export interface ModelAnswer {
  text: string;
  toolCalls: ModelToolCall[];
  /** What the markers of the text count through. */
  citations: Citation[];
  usage: Usage;
  model: string;
  reason: ModelFinishReason;
}

export interface ModelCallOptions extends ModelRequest {
  /** Keeps the text from being streamed to people, for answers such as plans that are not meant to be read. */
  isSilent?: boolean;
}

export type ToolCallOutcome =
  | { status: 'ok'; output: JsonValue; citations: Citation[] }
  | { status: 'error'; error: WireError }
  /** A call that must not run twice was found without a result: the node has to hand this on as its outcome. */
  | { status: 'paused'; pause: Paused };

export interface RunCallOutcome {
  childRunId: RunId;
  status: RunStatus;
  output: JsonValue;
  citations: Citation[];
  usage: Usage;
  /** Why the child failed. */
  error?: WireError | undefined;
}

export interface MemoryOptions {
  agentId: string;
  scope: MemoryScope;
}

/**
 * Calls that are journaled one by one. When an activation runs again after a crash or a failed attempt, each call
 * that has its result in the journal returns it instead of calling again; so a node's calls must come in the same
 * order each time, and calls that race with each other belong on branches of their own.
 */
export interface DurableCalls {
  /** Aborts when the run is cancelled, the node's time is over or a sibling has failed. */
  readonly signal: AbortSignal;
  /** Epoch ms. */
  now(): number;
  /** Tokens and money spent by this activation so far. */
  usage(): Usage;
  model(options: ModelCallOptions): Promise<ModelAnswer>;
  /** `granted` lists the tools that the author has given to the caller; a tool outside of it is refused. */
  tool(options: { tool: string; input: JsonObject; granted: readonly string[] }): Promise<ToolCallOutcome>;
  /** Calls a tool that whoever started the run carries out: the node waits until the result is there. */
  callerTool(options: { tool: string; input: JsonObject }): Promise<ToolCallOutcome>;
  retrieve(options: { knowledge: string; query: string; topK: number }): Promise<Passage[]>;
  readMemory(options: MemoryOptions & { query: string }): Promise<MemoryEntry[]>;
  writeMemory(
    options: MemoryOptions & { key: string; value: string | null; maxEntries: number },
  ): Promise<void>;
  writePlan(plan: Plan, choices: PlanChoices): Promise<void>;
  updatePlanStep(step: PlanStep): Promise<void>;
  /** Calls an agent or a flow, which works in a run of its own. `paused` means that the caller has to wait for it. */
  run(callee: Callee): Promise<RunCallOutcome>;
  /** Notes in the journal that a limit ended the work early. */
  limit(options: { limit: string; message: string }): Promise<void>;
  /** Calls of their own numbering, for work that runs beside other work. The same index gives the same numbering. */
  branch(index: number): DurableCalls;
}

/** Where the value on an in-port comes from. */
export interface InputSource {
  nodeId: NodeId;
  port: string;
  citations: readonly Citation[];
}

export interface LoopContext {
  /** Turns count from 1. */
  turn: number;
  /** The value that the loop sent into this turn. */
  value: JsonValue;
}

/** Everything a node may see and do while it runs. */
export interface NodeContext<TConfig = unknown, TInput = Record<string, unknown>> {
  readonly config: TConfig;
  /** Values by in-port. */
  readonly input: TInput;
  readonly nodeId: NodeId;
  readonly label: string;
  readonly activationId: ActivationId;
  readonly runId: RunId;
  /** From 1. */
  readonly attempt: number;
  /** The same for every attempt of this activation, also after a crash. */
  readonly idempotencyKey: string;
  /** The input of the whole run, by name. */
  readonly runInput: JsonObject;
  /** Turn of the innermost loop around the node. */
  readonly loop: LoopContext | undefined;
  /** What a person answered after the node paused. */
  readonly answer: JsonValue | undefined;
  /** Whether the node goes on because the time of its pause has come, and not because somebody answered. */
  readonly isTimeUp: boolean;
  readonly signal: AbortSignal;
  readonly calls: DurableCalls;
  /** The sources of an in-port's values, in the order of the values. */
  sources(port: string): readonly InputSource[];
  /** Ways into the node that had brought nothing when the time to wait for them was over. */
  missing(): readonly Branch[];
  /** Citations of one in-port's values, or of all of them. */
  citations(port?: string): Citation[];
  /** Aborts the attempt with this error once the time has passed; what it gives stops the clock. */
  abortAfter(ms: number, error: CodexError): () => void;
  /** Text for people to watch; it is not kept. */
  delta(text: string): void;
  /** What whoever started the run offers; undefined for most runs. */
  readonly caller?: Caller | undefined;
  listTools(): readonly ToolSpec[];
  getAgent(reference: AgentReference): Promise<SavedAgent>;
  /** The plan as last written, edits by people included. */
  plan(): Plan | undefined;
}
