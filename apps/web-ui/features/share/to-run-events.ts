/** The public events as those of a run, so that the fold and the canvas of every replay show them too. */
import { ERROR_PORT, flowSchema, type Flow } from '@codexos/protocol/flow';
import { NO_USAGE } from '@codexos/protocol/model';
import type { RunEvent } from '@codexos/protocol/run-event';
import type { SharedDrawing, SharedError, SharedRunEvent } from '@codexos/protocol/shared-run';
import type { WireError } from '@codexos/protocol/wire-error';

/** Stands where a run has its id; a link does not name it. */
export const SHARED_RUN_ID = 'shared';

export function toRunEvents(events: readonly SharedRunEvent[], createdAt: number): RunEvent[] {
  return events.map(
    (event) =>
      ({ runId: SHARED_RUN_ID, seq: event.seq, at: createdAt + event.at, ...bodyOf(event) }) as RunEvent,
  );
}

/** As plain data: ids are branded where they are made, and these are only looked at. */
function bodyOf(event: SharedRunEvent): object {
  switch (event.type) {
    case 'run-start':
      return { type: event.type, flowHash: '', input: event.input };
    case 'run-pause':
    case 'run-resume':
      return { type: event.type, reason: '' };
    case 'run-cancel-request':
      return { type: event.type, by: '' };
    case 'run-end': {
      const { type, status, outputs, durationMs, error } = event;
      return { type, status, outputs, durationMs, citations: [], usage: NO_USAGE, ...errorOf(error) };
    }
    case 'node-start':
      return { ...idsOf(event), ...startOf(event) };
    case 'node-retry': {
      const { attempt, delayMs, error } = event;
      return { ...idsOf(event), attempt, delayMs, error: toWire(error) };
    }
    case 'node-error': {
      const { attempt, durationMs, error } = event;
      return { ...idsOf(event), attempt, durationMs, error: toWire(error) };
    }
    case 'node-pause':
      return { ...idsOf(event), reason: '' };
    case 'node-answer':
      return { ...idsOf(event), answer: null, by: '' };
    case 'node-end': {
      const { attempt, outputs, durationMs, failure, isPinned } = event;
      const failed = failure ? { failure: toWire(failure) } : {};
      const pinned = isPinned ? { isPinned } : {};
      return { ...idsOf(event), attempt, outputs, durationMs, ...failed, ...pinned };
    }
    default:
      // What a call was about is not shared, so that it changes nothing in the view.
      return { type: 'checkpoint-save', recordCount: 0 };
  }
}

function idsOf(event: Extract<SharedRunEvent, { activation: string }>) {
  return { type: event.type, activationId: event.activation, nodeId: event.node };
}

function startOf({ turns, attempt, input, inputFrom }: Extract<SharedRunEvent, { type: 'node-start' }>) {
  const refOf = ({ activation, port }: { activation: string; port: string }) => ({
    activationId: activation,
    port,
  });
  return {
    path: turns,
    attempt,
    input,
    inputFrom: Object.fromEntries(
      Object.entries(inputFrom).map(([port, from]) => [
        port,
        Array.isArray(from) ? from.map(refOf) : refOf(from),
      ]),
    ),
  };
}

function errorOf(error: SharedError | undefined): { error?: WireError } {
  return error ? { error: toWire(error) } : {};
}

function toWire({ code, title }: SharedError): WireError {
  return { code, title, message: '' };
}

/** The drawing as a flow without settings, for the canvas. */
export function flowOfDrawing(name: string, { nodes, edges }: SharedDrawing): Flow {
  return flowSchema.parse({
    name,
    nodes: nodes.map(({ hasErrorPort, ...node }) => ({
      ...node,
      ...(hasErrorPort ? { onFailure: { type: 'branch' } } : {}),
    })),
    edges: edges.map(({ from, to }, index) => ({ id: `e${index}`, from, to })),
  });
}

/** Ports of an activation whose values are not shared. */
export function withheldPorts(
  events: readonly SharedRunEvent[],
  activationId: string,
): { in: readonly string[]; out: readonly string[] } {
  const own = events.filter((event) => 'activation' in event && event.activation === activationId);
  const last = <TType extends 'node-start' | 'node-end'>(type: TType) =>
    own.findLast((event): event is Extract<SharedRunEvent, { type: TType }> => event.type === type);
  const ended = last('node-end')?.withheld ?? [];
  return { in: last('node-start')?.withheld ?? [], out: ended.filter((port) => port !== ERROR_PORT) };
}
