/**
 * What a run looks like after some of its events: one pure fold for the canvas, the timeline, the chat and the
 * command line. `applyRunEvent` never changes its argument, and what an event does not touch keeps its identity,
 * so that a screen redraws only what changed.
 */
import type { Citation } from './citation.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { addUsage, NO_USAGE, type Usage } from './model.ts';
import type { LiveEvent, OutputRef, RunEvent, RunStatus } from './run-event.ts';
import type { WireError } from './wire-error.ts';
import { applyToActivation, type ActivationEvent, type ActivationView } from './activation-view.ts';

export type { ActivationCall, ActivationStatus, ActivationView } from './activation-view.ts';

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

function withActivation(view: RunView, activation: ActivationView): RunView {
  const activations = new Map(view.activations);
  activations.set(activation.activationId, activation);
  return { ...view, activations };
}
