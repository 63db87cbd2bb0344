/** How one activation of a run looks, and what each of its events changes about it. */
import type { Citation, Passage } from './citation.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { addUsage, type Usage } from './model.ts';
import { changePlan, type Plan, type PlanChoices } from './plan.ts';
import type { Branch, PathSegment, PortValue, RunEvent, RunStatus } from './run-event.ts';
import type { WireError } from './wire-error.ts';

export type ActivationStatus = 'running' | 'retrying' | 'paused' | 'completed' | 'failed' | 'cancelled';

/** One thing an activation did on its way, in the order of the journal. */
export type ActivationCall =
  | {
      type: 'tool';
      call: number;
      tool: string;
      input: JsonObject;
      output?: JsonValue;
      error?: WireError;
      startedAt: number;
      durationMs?: number;
      citations?: Citation[];
    }
  | {
      type: 'model';
      call: number;
      model: string;
      text: string;
      toolCallCount: number;
      usage: Usage;
      startedAt: number;
      durationMs: number;
    }
  | {
      type: 'retrieval';
      call: number;
      query: string;
      knowledge: string;
      passages: Passage[];
      startedAt: number;
      durationMs: number;
    }
  | { type: 'memory'; key: string; value: string | null; startedAt: number }
  | {
      type: 'child-run';
      childRunId: string;
      /** Of a called flow. */
      flowId?: string;
      name?: string;
      /** Of a called agent. */
      goal?: string;
      status: RunStatus;
      startedAt: number;
      error?: WireError;
    };

export interface ActivationView {
  activationId: string;
  nodeId: string;
  path: PathSegment[];
  status: ActivationStatus;
  attempt: number;
  startedAt: number;
  endedAt?: number;
  durationMs?: number;
  input: JsonObject;
  outputs: PortValue[];
  /** Streamed so far in this attempt; the last words stand in `outputs` once it has ended. */
  liveText: string;
  calls: ActivationCall[];
  plan?: Plan;
  /** What the steps of the plan may use. */
  planChoices?: PlanChoices;
  question?: JsonValue;
  /** Why it waits, while it does. */
  pauseReason?: string;
  /** When it goes on by itself, epoch ms. */
  pausedUntil?: number;
  usage: Usage;
  error?: WireError;
  /** Its outputs were pinned: it did not run. */
  isPinned?: true;
  /** Of a node that joins several ways and did not wait for all of them. */
  join?: JoinView;
}

export interface JoinView {
  isTimeUp: boolean;
  /** Ways that had brought nothing when time was up. */
  missing: Branch[];
  /** Ways that brought something when it was no longer used. */
  late: Branch[];
}

type EventOf<TType extends RunEvent['type']> = Extract<RunEvent, { type: TType }>;
/** Events that change an activation which is there already. */
export type ActivationEvent = Exclude<
  Extract<RunEvent, { nodeId: string; activationId: string }>,
  EventOf<'node-start'> | EventOf<'join-wait'> | EventOf<'limit-reach'>
>;

/** Folds an event of an activation into how it looks. */
export function applyToActivation(current: ActivationView, event: ActivationEvent): ActivationView {
  switch (event.type) {
    case 'node-retry':
      return { ...current, status: 'retrying', attempt: event.attempt, error: event.error, liveText: '' };
    case 'node-pause':
      return {
        ...current,
        status: 'paused',
        pauseReason: event.reason,
        ...(event.question === undefined ? {} : { question: event.question }),
        ...(event.until === undefined ? {} : { pausedUntil: event.until }),
      };
    case 'join-timeout': {
      const { late = [] } = current.join ?? {};
      return { ...current, join: { isTimeUp: true, missing: event.missing, late } };
    }
    case 'join-late': {
      const { isTimeUp = false, missing = [], late = [] } = current.join ?? {};
      return { ...current, join: { isTimeUp, missing, late: [...late, event.from] } };
    }
    case 'node-answer':
      return { ...current, status: 'running' };
    case 'node-end':
      return {
        ...withoutError(current),
        status: 'completed',
        attempt: event.attempt,
        outputs: event.outputs,
        durationMs: event.durationMs,
        endedAt: event.at,
        usage: event.usage ?? current.usage,
        ...(event.failure ? { error: event.failure } : {}),
        ...(event.isPinned ? { isPinned: true as const } : {}),
      };
    case 'node-error':
      return {
        ...current,
        status: 'failed',
        error: event.error,
        durationMs: event.durationMs,
        endedAt: event.at,
      };
    case 'plan-write':
      return { ...current, plan: event.plan, ...(event.choices ? { planChoices: event.choices } : {}) };
    case 'plan-update':
      return current.plan ? { ...current, plan: changePlan(current.plan, event.change) } : current;
    case 'tool-call':
      return withCall(current, {
        type: 'tool',
        call: event.call,
        tool: event.tool,
        input: event.input,
        startedAt: event.at,
      });
    case 'tool-result':
      return {
        ...current,
        calls: current.calls.map((call) =>
          call.type === 'tool' && call.call === event.call ? finishTool(call, event) : call,
        ),
      };
    case 'model-call':
      return withCall(
        { ...current, usage: addUsage(current.usage, event.usage) },
        {
          type: 'model',
          call: event.call,
          model: event.model,
          text: event.text,
          toolCallCount: event.toolCalls.length,
          usage: event.usage,
          startedAt: event.at - event.durationMs,
          durationMs: event.durationMs,
        },
      );
    case 'model-restart':
      return { ...current, liveText: '' };
    case 'retrieval':
      return withCall(current, {
        type: 'retrieval',
        call: event.call,
        query: event.query,
        knowledge: event.knowledge,
        passages: event.passages,
        startedAt: event.at - event.durationMs,
        durationMs: event.durationMs,
      });
    case 'memory-write':
      return withCall(current, { type: 'memory', key: event.key, value: event.value, startedAt: event.at });
    case 'child-run-start':
      return withCall(current, {
        type: 'child-run',
        childRunId: event.childRunId,
        ...(event.flowId === undefined ? {} : { flowId: event.flowId }),
        ...(event.name === undefined ? {} : { name: event.name }),
        ...(event.goal === undefined ? {} : { goal: event.goal }),
        status: 'running',
        startedAt: event.at,
      });
    case 'child-run-end':
      return {
        ...current,
        calls: current.calls.map((call) =>
          call.type === 'child-run' && call.childRunId === event.childRunId
            ? { ...call, status: event.status, ...(event.error ? { error: event.error } : {}) }
            : call,
        ),
      };
  }
}

function finishTool(
  call: Extract<ActivationCall, { type: 'tool' }>,
  event: EventOf<'tool-result'>,
): ActivationCall {
  return {
    ...call,
    durationMs: event.durationMs,
    ...(event.output === undefined ? {} : { output: event.output }),
    ...(event.error ? { error: event.error } : {}),
    ...(event.citations ? { citations: event.citations } : {}),
  };
}

function withoutError(activation: ActivationView): ActivationView {
  const { error: _error, ...rest } = activation;
  return rest;
}

function withCall(activation: ActivationView, call: ActivationCall): ActivationView {
  return { ...activation, calls: [...activation.calls, call] };
}
