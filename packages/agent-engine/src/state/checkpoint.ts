import type { Citation } from '@codexos/protocol/citation';
import type { ActivationId } from '@codexos/protocol/ids';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { NO_USAGE, type Usage } from '@codexos/protocol/model';
import type { RunEventBody, RunStatus } from '@codexos/protocol/run-event';
import type { Activation } from './activation.ts';
import type { Frame, JoinWait, LateArrival } from './frame.ts';

/**
 * Where a run stands: the fold of its journal over its graph, and nothing else. It is changed in place by
 * `applyEvent` alone, because copying it would make every outcome cost as much as the graph is large; the same
 * graph and the same events always give the same checkpoint.
 */
export interface Checkpoint {
  status: RunStatus;
  input: JsonObject;
  root: Frame | undefined;
  /** Activations that are ready, running or paused, in the order in which they became ready. */
  readonly active: Map<ActivationId, Activation>;
  /** Those of `active` that are ready, oldest first. */
  ready: Activation[];
  /** Nodes that wait for further values until a time, by the id of the activation that will follow. */
  readonly joins: Map<ActivationId, JoinWait>;
  /** Values that came too late and of which the journal does not say so yet. */
  late: LateArrival[];
  /** Values of the run's outputs by name. */
  readonly outputs: Map<string, { value: JsonValue; citations: readonly Citation[] }>;
  usage: Usage;
  /** Activations that have started, each counted once. */
  activationCount: number;
  isCancelRequested: boolean;
  end: Extract<RunEventBody, { type: 'run-end' }> | undefined;
  readonly time: RunTime;
}

/** Time that the run was worked on. Waiting for a person, or for a new process after a crash, does not count. */
export interface RunTime {
  lastAt: number | undefined;
  activeMs: number;
}

export function createCheckpoint(): Checkpoint {
  return {
    status: 'queued',
    input: {},
    root: undefined,
    active: new Map(),
    ready: [],
    joins: new Map(),
    late: [],
    outputs: new Map(),
    usage: NO_USAGE,
    activationCount: 0,
    isCancelRequested: false,
    end: undefined,
    time: { lastAt: undefined, activeMs: 0 },
  };
}
