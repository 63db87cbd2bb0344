import type { AgentConfig } from '@codexos/protocol/agent';
import type { Citation } from '@codexos/protocol/citation';
import type { FlowSettings } from '@codexos/protocol/flow';
import type { ActivationId, RunId } from '@codexos/protocol/ids';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { Usage } from '@codexos/protocol/model';
import type { RunStatus } from '@codexos/protocol/run-event';
import type { WireError } from '@codexos/protocol/wire-error';

export interface AgentReference {
  agentId: string;
  /** A version's number, or `latest` for the latest published one. */
  version: number | 'latest';
}

export interface SavedAgent {
  agentId: string;
  name: string;
  description: string;
  config: AgentConfig;
}

/** What a run calls: a saved agent with a goal, or a published flow with an input. */
export type Callee =
  | { type: 'agent'; agentId: string; goal: string }
  | { type: 'flow'; flowId: string; version: number | 'latest'; name: string; input: JsonObject };

export interface RunCall {
  /** The child run's id; the same again when a call is repeated after a crash, so that the child resumes. */
  childRunId: RunId;
  callee: Callee;
  parent: { runId: RunId; activationId: ActivationId };
  /** What the calling flow's author has turned on; the child may do no more. */
  allowedEffects: FlowSettings['allowedEffects'];
  signal: AbortSignal;
}

export interface RunCallResult {
  status: RunStatus;
  /** Of an agent its answer, of a flow its outputs by name. */
  output: JsonValue;
  citations: Citation[];
  usage: Usage;
  /** Why the child failed. */
  error?: WireError | undefined;
}

/** Looks up what can be called and runs it as a child run with a journal of its own. */
export interface RunCaller {
  /** Throws a CodexError with AGENT_NOT_FOUND or NOT_PUBLISHED. */
  getAgent(reference: AgentReference): Promise<SavedAgent>;
  call(request: RunCall): Promise<RunCallResult>;
}
