/**
 * What a run looks like after some of its events: one pure fold for the canvas, the timeline, the chat and the
 * command line. `applyRunEvent` never changes its argument, and what an event does not touch keeps its identity,
 * so that a screen redraws only what changed.
 */
import type { Citation, Passage } from './citation.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { addUsage, NO_USAGE, type Usage } from './model.ts';
import { changePlan, type Plan, type PlanChoices } from './plan.ts';
import type {
  Branch,
  LiveEvent,
  OutputRef,
  PathSegment,
  PortValue,
  RunEvent,
  RunStatus,
} from './run-event.ts';
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

export interface RunView {
  runId: string;
  status: RunStatus;
  /** Sequence number of the last event applied; 0 before the first. */
  lastSeq: number;
  startedAt?: number;
  endedAt?: number;
  durationMs?: number;
  input: JsonObject;
  /** In the order in which they first started. */
  activations: ReadonlyMap<string, ActivationView>;
  outputs: JsonObject;
  citations: Citation[];
  usage: Usage;
  error?: WireError;
  isCancelRequested: boolean;
}

export function createRunView(runId: string): RunView {
  return {
    runId,
    status: 'queued',
    lastSeq: 0,
    input: {},
    activations: new Map(),
    outputs: {},
    citations: [],
    usage: NO_USAGE,
    isCancelRequested: false,
  };
}

/** Folds one durable event in. An event already applied (by `seq`) changes nothing. */
export function applyRunEvent(view: RunView, event: RunEvent): RunView {
  if (event.seq <= view.lastSeq) return view;
  return { ...applyBody(view, event), lastSeq: event.seq };
}

/** Folds streamed text in. Text that is already there is not added twice; a gap waits for the next snapshot. */
export function applyLiveEvent(view: RunView, event: LiveEvent): RunView {
  if (event.type === 'tool-delta') return view;
  const current = view.activations.get(event.activationId);
  if (!current || current.status === 'completed' || event.attempt < current.attempt) return view;
  const base = event.attempt > current.attempt ? '' : current.liveText;
  if (event.offset > base.length) return view;
  const liveText = base.slice(0, event.offset) + event.text;
  if (liveText.length < base.length) return view;
  return withActivation(view, { ...current, attempt: event.attempt, liveText });
}

/** What a node shows on the canvas: its latest activation. */
export function latestActivation(view: RunView, nodeId: string): ActivationView | undefined {
  let latest: ActivationView | undefined;
  for (const activation of view.activations.values()) {
    if (activation.nodeId === nodeId && (!latest || activation.startedAt >= latest.startedAt))
      latest = activation;
  }
  return latest;
}

function applyBody(view: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'run-start':
      return { ...view, status: 'running', startedAt: event.at, input: event.input };
    case 'run-pause':
      return { ...view, status: 'paused' };
    case 'run-resume':
      return { ...view, status: 'running' };
    case 'run-cancel-request':
      return { ...view, isCancelRequested: true };
    case 'run-end':
      return endRun(view, event);
    case 'checkpoint-save':
    case 'limit-reach':
      return view;
    case 'node-start':
      return startActivation(view, event);
    case 'join-wait':
      return waitForJoin(view, event);
    case 'join-timeout':
    case 'join-late':
    case 'node-retry':
    case 'node-pause':
    case 'node-answer':
    case 'node-end':
    case 'node-error':
    case 'plan-write':
    case 'plan-update':
    case 'tool-call':
    case 'tool-result':
    case 'model-call':
    case 'model-restart':
    case 'retrieval':
    case 'memory-write':
    case 'child-run-start':
    case 'child-run-end':
      return updateActivation(view, event);
  }
}

type EventOf<TType extends RunEvent['type']> = Extract<RunEvent, { type: TType }>;
type ActivationEvent = Exclude<
  Extract<RunEvent, { nodeId: string; activationId: string }>,
  EventOf<'node-start'> | EventOf<'join-wait'> | EventOf<'limit-reach'>
>;

function endRun(view: RunView, event: EventOf<'run-end'>): RunView {
  const activations = new Map(view.activations);
  for (const [id, activation] of activations) {
    if (activation.endedAt === undefined)
      activations.set(id, { ...activation, status: 'cancelled', endedAt: event.at });
  }
  return {
    ...view,
    status: event.status,
    endedAt: event.at,
    durationMs: event.durationMs,
    outputs: event.outputs,
    citations: event.citations,
    usage: event.usage,
    activations,
    ...(event.error ? { error: event.error } : {}),
  };
}

function startActivation(view: RunView, event: EventOf<'node-start'>): RunView {
  const before = view.activations.get(event.activationId);
  return withActivation(view, {
    activationId: event.activationId,
    nodeId: event.nodeId,
    path: event.path,
    status: 'running',
    attempt: event.attempt,
    startedAt: before?.startedAt ?? event.at,
    input: wholeInput(view, event),
    outputs: [],
    liveText: '',
    calls: before?.calls ?? [],
    usage: before?.usage ?? NO_USAGE,
    ...(before?.join ? { join: before.join } : {}),
    ...(before?.plan ? { plan: before.plan } : {}),
    ...(before?.planChoices ? { planChoices: before.planChoices } : {}),
  });
}

function waitForJoin(view: RunView, event: EventOf<'join-wait'>): RunView {
  return withActivation(view, {
    activationId: event.activationId,
    nodeId: event.nodeId,
    path: event.path,
    status: 'paused',
    pauseReason: 'It waits for its other ways.',
    pausedUntil: event.until,
    attempt: 0,
    startedAt: event.at,
    input: {},
    outputs: [],
    liveText: '',
    calls: [],
    usage: NO_USAGE,
  });
}

/** The values of an activation by in-port, with those filled in that stand in earlier events. */
function wholeInput(view: RunView, { input, inputFrom }: EventOf<'node-start'>): JsonObject {
  if (!inputFrom) return input;
  const valueOf = ({ activationId, port }: OutputRef): JsonValue =>
    view.activations.get(activationId)?.outputs.find((output) => output.port === port)?.value ?? null;
  const filled = Object.entries(inputFrom).map(([port, from]): [string, JsonValue] => [
    port,
    Array.isArray(from) ? from.map(valueOf) : valueOf(from),
  ]);
  return { ...input, ...Object.fromEntries(filled) };
}

function updateActivation(view: RunView, event: ActivationEvent): RunView {
  const current = view.activations.get(event.activationId);
  if (!current) return view;
  const next = withActivation(view, applyToActivation(current, event));
  return event.type === 'model-call' ? { ...next, usage: addUsage(view.usage, event.usage) } : next;
}

function applyToActivation(current: ActivationView, event: ActivationEvent): ActivationView {
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

function withActivation(view: RunView, activation: ActivationView): RunView {
  const activations = new Map(view.activations);
  activations.set(activation.activationId, activation);
  return { ...view, activations };
}
