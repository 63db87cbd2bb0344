import type { AgentConfig } from '@codexos/protocol/agent';
import type { Citation } from '@codexos/protocol/citation';
import type { FlowSettings } from '@codexos/protocol/flow';
import type { ActivationId, RunId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
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

export interface AgentCall {
  /** The child run's id; the same again when a call is repeated after a crash, so that the child resumes. */
  childRunId: RunId;
  agentId: string;
  goal: string;
  parent: { runId: RunId; activationId: ActivationId };
  /** What the calling flow's author has turned on; the child may do no more. */
  allowedEffects: FlowSettings['allowedEffects'];
  signal: AbortSignal;
}

export interface AgentCallResult {
  status: RunStatus;
  output: JsonValue;
  citations: Citation[];
  usage: Usage;
  /** Why the child failed. */
  error?: WireError | undefined;
}

/** Looks saved agents up and runs them as child runs with a journal of their own. */
export interface AgentCaller {
  /** Throws a CodexError with AGENT_NOT_FOUND or NOT_PUBLISHED. */
  get(reference: AgentReference): Promise<SavedAgent>;
  call(request: AgentCall): Promise<AgentCallResult>;
}
