/**
 * How a run begins that goes on from another one: with the events of that one up to a place, as its own. What had
 * finished is not done again; what had failed, or was cut off in a run of its own, is.
 */
import { NO_USAGE } from '@codexos/protocol/model';
import type { RunOrigin } from '@codexos/protocol/contracts/runs.contract';
import { childRunsQuestionSchema } from '@codexos/protocol/question';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';

/** The events that the new run begins with. Throws REQUEST_INVALID when there is nothing to go on from. */
export function continuedBodies(events: readonly RunEvent[], origin: RunOrigin): RunEventBody[] {
  const before = events.filter(({ seq }) => seq <= origin.afterSeq);
  if (before[0]?.type !== 'run-start') throw nothingThere(origin);
  const again = activationsToRepeat(before);
  return before.flatMap((event) => {
    const { runId: _runId, seq: _seq, at: _at, ...body } = event;
    if ('activationId' in event && event.activationId !== undefined && again.has(event.activationId))
      return [];
    return toContinued(body as RunEventBody, origin);
  });
}

/** Those that failed, and those that wait for runs which belong to the run before. */
function activationsToRepeat(events: readonly RunEvent[]): Set<string> {
  const again = new Set<string>();
  const calling = new Set<string>();
  for (const event of events) {
    if (event.type === 'node-error') again.add(event.activationId);
    if (event.type === 'child-run-start') calling.add(event.activationId);
    if (event.type === 'node-pause' && childRunsQuestionSchema.safeParse(event.question).success)
      calling.add(event.activationId);
    if (event.type === 'node-end') calling.delete(event.activationId);
  }
  return new Set([...again, ...calling]);
}

function toContinued(body: RunEventBody, { runId, afterSeq, edits }: RunOrigin): RunEventBody[] {
  switch (body.type) {
    case 'run-start': {
      const { parent: _parent, ...start } = body;
      return [{ ...start, origin: { runId, afterSeq } }];
    }
    // Pauses, cancels and the end are those of the run before.
    case 'run-pause':
    case 'run-resume':
    case 'run-cancel-request':
    case 'run-end':
    case 'limit-reach':
      return [];
    // What was used was used by the run before.
    case 'model-call':
    case 'child-run-end':
      return [{ ...body, usage: NO_USAGE }];
    case 'node-end': {
      const { usage: _usage, ...end } = body;
      const edited = edits.filter(({ activationId }) => activationId === end.activationId);
      const outputs = end.outputs.map((output) => {
        const edit = edited.find(({ port }) => port === output.port);
        // Citations spoke for the value as it was.
        return edit ? { port: output.port, value: edit.value } : output;
      });
      return [{ ...end, outputs }];
    }
    default:
      return [body];
  }
}

/**
 * Where a run that failed is gone on from: its last event, of which the failures are left out. Throws REQUEST_INVALID
 * when nothing of it failed, and for an edit of something that the run has not brought.
 */
export function assertCanContinue(events: readonly RunEvent[], origin: RunOrigin): void {
  const bodies = continuedBodies(events, origin);
  for (const { activationId, port } of origin.edits) {
    const end = bodies.find((body) => body.type === 'node-end' && body.activationId === activationId);
    const isThere = end?.type === 'node-end' && end.outputs.some((output) => output.port === port);
    if (!isThere)
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: `Nothing called “${port}” had come out of “${activationId}” by event ${origin.afterSeq}.`,
        hint: 'Edit an output of a node that had finished by then, or choose a later place.',
      });
    const isUsed = bodies.some(
      (body) =>
        body.type === 'node-start' &&
        Object.values(body.inputFrom ?? {})
          .flat()
          .some((from) => from.activationId === activationId && from.port === port),
    );
    if (isUsed)
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: `What came out of “${activationId}” had been used already by event ${origin.afterSeq}.`,
        hint: 'Choose an earlier place: the end of the node itself is the last one where it can be edited.',
      });
  }
}

function nothingThere({ runId, afterSeq }: RunOrigin): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `Run ${runId} had not begun by event ${afterSeq}.`,
    hint: 'Choose a later place, or start a new run.',
  });
}
