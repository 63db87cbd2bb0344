/** The public form of a run's drawing and events, built field by field. */
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import type { Flow } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';
import type { OutputRef, RunEvent } from '@codexos/protocol/run-event';
import type { SharedDrawing, SharedError, SharedRunEvent } from '@codexos/protocol/shared-run';
import type { WireError } from '@codexos/protocol/wire-error';
import { sharedValues, type SharedValues } from './shared-values.ts';

export function drawingOf({ nodes, edges }: Flow, kinds: readonly NodeDescriptor[]): SharedDrawing {
  const used = new Set(nodes.map(({ kind }) => kind));
  return {
    nodes: nodes.map(({ id, kind, label, position, onFailure }) => ({
      id,
      kind,
      ...(label === undefined ? {} : { label }),
      position: { x: position.x, y: position.y },
      hasErrorPort: onFailure?.type === 'branch',
    })),
    edges: edges.map(({ from, to }) => ({
      from: { node: from.node, port: from.port },
      to: { node: to.node, port: to.port },
    })),
    kinds: kinds
      .filter(({ kind }) => used.has(kind))
      .map(({ kind, label, summary, group, icon, ports }) => ({ kind, label, summary, group, icon, ports })),
  };
}

export interface SharedEventsOptions {
  flow: Flow;
  kinds: readonly NodeDescriptor[];
}

export function sharedEvents(
  events: readonly RunEvent[],
  { flow, kinds }: SharedEventsOptions,
): SharedRunEvent[] {
  const values = sharedValues(flow, new Map(kinds.map((kind) => [kind.kind, kind])));
  const startedAt = events[0]?.at ?? 0;
  const numbers = new Map<string, string>();
  const numberOf = (activationId: string): string => {
    const known = numbers.get(activationId) ?? String(numbers.size + 1);
    numbers.set(activationId, known);
    return known;
  };
  const shared: SharedRunEvent[] = [];
  for (const event of events) {
    const body = bodyOf(event, { values, numberOf });
    if (body) shared.push({ seq: shared.length + 1, at: Math.max(0, event.at - startedAt), ...body });
  }
  return shared;
}

interface Context {
  values: SharedValues;
  /** Instead of an activation's id. */
  numberOf: (activationId: string) => string;
}

type WithoutPlace<TEvent> = TEvent extends unknown ? Omit<TEvent, 'seq' | 'at'> : never;
type SharedBody = WithoutPlace<SharedRunEvent>;

/** Undefined for what only the machine is concerned with. */
function bodyOf(event: RunEvent, context: Context): SharedBody | undefined {
  switch (event.type) {
    case 'checkpoint-save':
    case 'join-wait':
    case 'join-timeout':
    case 'join-late':
      return undefined;
    case 'run-start':
      return { type: event.type, input: event.input };
    case 'run-pause':
    case 'run-resume':
    case 'run-cancel-request':
    case 'limit-reach':
      return { type: event.type };
    case 'run-end':
      return {
        type: event.type,
        status: event.status,
        outputs: event.outputs,
        durationMs: event.durationMs,
        ...(event.error ? { error: sharedError(event.error) } : {}),
      };
    default:
      return nodeBody(event, context);
  }
}

type NodeEvent = Exclude<
  Extract<RunEvent, { nodeId: string; activationId: string }>,
  { type: 'limit-reach' | 'join-wait' | 'join-timeout' | 'join-late' }
>;

function nodeBody(event: NodeEvent, context: Context): SharedBody {
  const ids = { activation: context.numberOf(event.activationId), node: event.nodeId as string };
  switch (event.type) {
    case 'node-start':
      return { type: event.type, ...ids, ...startOf(event, context) };
    case 'node-retry': {
      const { type, attempt, delayMs, error } = event;
      return { type, ...ids, attempt, delayMs, error: sharedError(error) };
    }
    case 'node-pause':
    case 'node-answer':
      return { type: event.type, ...ids };
    case 'node-end':
      return { type: event.type, ...ids, ...endOf(event, context) };
    case 'node-error': {
      const { type, attempt, durationMs, error } = event;
      return { type, ...ids, attempt, durationMs, error: sharedError(error) };
    }
    case 'tool-call':
    case 'tool-result':
      return { type: event.type, ...ids, tool: event.tool };
    default:
      return { type: event.type, ...ids };
  }
}

function startOf(
  { nodeId, attempt, path, input, inputFrom = {} }: Extract<RunEvent, { type: 'node-start' }>,
  { values, numberOf }: Context,
) {
  const isShared = ([port]: [string, unknown]) => values.isInputShared(nodeId, port);
  const refOf = ({ activationId, port }: OutputRef) => ({ activation: numberOf(activationId), port });
  const ports = [...Object.keys(input), ...Object.keys(inputFrom)];
  return {
    attempt,
    turns: path.map(({ node, turn }) => ({ node: node as string, turn })),
    input: Object.fromEntries(Object.entries(input).filter(isShared)) as JsonObject,
    inputFrom: Object.fromEntries(
      Object.entries(inputFrom)
        .filter(isShared)
        .map(([port, from]) => [port, Array.isArray(from) ? from.map(refOf) : refOf(from)]),
    ),
    withheld: ports.filter((port) => !values.isInputShared(nodeId, port)),
  };
}

function endOf(
  { nodeId, attempt, durationMs, outputs, failure, isPinned }: Extract<RunEvent, { type: 'node-end' }>,
  { values }: Context,
) {
  const isShared = ({ port }: { port: string }) => values.isOutputShared(nodeId, port);
  return {
    attempt,
    durationMs,
    outputs: outputs.filter(isShared).map(({ port, value }) => ({ port, value })),
    withheld: outputs.filter((output) => !isShared(output)).map(({ port }) => port),
    ...(failure ? { failure: sharedError(failure) } : {}),
    ...(isPinned ? { isPinned } : {}),
  };
}

/** The title comes from the table of errors; message and hint name things of the workspace. */
function sharedError({ code, title }: WireError): SharedError {
  return { code, title };
}
