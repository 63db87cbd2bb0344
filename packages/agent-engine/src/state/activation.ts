import type { ActivationId } from '@codexos/protocol/ids';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import type { Plan, PlanChoices } from '@codexos/protocol/plan';
import type { RunEventBody } from '@codexos/protocol/run-event';
import type { GraphEdge, GraphNode } from '../graph/graph.ts';
import type { Arrival, Frame } from './frame.ts';

/** One time a node runs in one place of a run. */
export interface Activation {
  readonly id: ActivationId;
  readonly node: GraphNode;
  readonly frame: Frame;
  /** Values by in-port. */
  readonly input: JsonObject;
  /** What has arrived, and the edges that it came by, at the same indexes. */
  readonly arrivals: readonly (Arrival | undefined)[];
  readonly edges: readonly GraphEdge[];
  status: 'ready' | 'running' | 'paused';
  /** Attempts that have started. */
  attempt: number;
  /** Attempts that have failed; a crash is not a failure of the node. */
  failureCount: number;
  /** What its durable calls have recorded; created with the first of them. */
  calls: RecordedCalls | undefined;
  /** Answers of people, oldest first. */
  answers: JsonValue[];
  /** What it waits for while it is paused. */
  pause: Pause | undefined;
  /** The time of its last pause that had one; it has come when the node runs again without an answer. */
  wokenAt: number | undefined;
}

export interface Pause {
  reason: string;
  question: JsonValue | undefined;
  /** When it goes on by itself, epoch ms. */
  until: number | undefined;
}

type BodyOf<TType extends RunEventBody['type']> = Extract<RunEventBody, { type: TType }>;

/** Results in the journal, by the number of the call within the activation. */
export interface RecordedCalls {
  models: Map<number, BodyOf<'model-call'>>;
  toolCalls: Map<number, BodyOf<'tool-call'>>;
  toolResults: Map<number, BodyOf<'tool-result'>>;
  retrievals: Map<number, BodyOf<'retrieval'>>;
  childStarts: Map<number, BodyOf<'child-run-start'>>;
  childEnds: Map<number, BodyOf<'child-run-end'>>;
  /** Numbers of the calls that only note something: plans, memory, limits. */
  notes: Set<number>;
  plan: Plan | undefined;
  /** What the steps of the plan may use. */
  choices: PlanChoices | undefined;
}

export function createRecordedCalls(): RecordedCalls {
  return {
    models: new Map(),
    toolCalls: new Map(),
    toolResults: new Map(),
    retrievals: new Map(),
    childStarts: new Map(),
    childEnds: new Map(),
    notes: new Set(),
    plan: undefined,
    choices: undefined,
  };
}
