import { addUsage } from '@codexos/protocol/model';
import { changePlan } from '@codexos/protocol/plan';
import type { RunEvent, RunEventBody } from '@codexos/protocol/run-event';
import type { Graph } from '../graph/graph.ts';
import { createRecordedCalls, type Activation, type RecordedCalls } from './activation.ts';
import { sourcesOf } from './activation-sources.ts';
import type { Checkpoint } from './checkpoint.ts';
import { createRootFrame } from './frame.ts';
import { endJoin, propagateOutputs, startRoot } from './propagate.ts';

type BodyOf<TType extends RunEventBody['type']> = Extract<RunEventBody, { type: TType }>;

/** Folds one event into a checkpoint, in place. The only thing that ever changes a checkpoint. */
export function applyEvent(graph: Graph, checkpoint: Checkpoint, event: RunEventBody): void {
  switch (event.type) {
    case 'run-start':
      applyRunStart(graph, checkpoint, event);
      return;
    case 'run-pause':
      checkpoint.status = 'paused';
      return;
    case 'run-resume':
      checkpoint.status = 'running';
      return;
    case 'run-cancel-request':
      checkpoint.isCancelRequested = true;
      return;
    case 'run-end':
      checkpoint.status = event.status;
      checkpoint.end = event;
      return;
    case 'limit-reach':
    case 'checkpoint-save':
      if (event.type === 'limit-reach' && event.activationId !== undefined)
        note(checkpoint, event.activationId, event.call);
      return;
    case 'join-wait':
    case 'join-timeout':
    case 'join-late':
      applyJoinEvent(checkpoint, event);
      return;
    case 'node-start':
    case 'node-retry':
    case 'node-pause':
    case 'node-answer':
    case 'node-end':
    case 'node-error':
      applyNodeEvent(checkpoint, event);
      return;
    case 'model-call':
    case 'model-restart':
    case 'tool-call':
    case 'tool-result':
    case 'retrieval':
    case 'memory-write':
    case 'plan-write':
    case 'plan-update':
    case 'child-run-start':
    case 'child-run-end':
      applyCallEvent(checkpoint, event);
      return;
  }
}

/** Counts the time that a run was worked on. Kept apart from `applyEvent`, because only the journal knows the time. */
export function applyTime({ time, status }: Checkpoint, event: RunEvent): void {
  // What people do to a run that waits, such as an edit of its plan, is no work of the run.
  const isWaiting = status === 'paused' && event.type !== 'run-pause';
  if (
    time.lastAt !== undefined &&
    !isWaiting &&
    event.type !== 'run-resume' &&
    event.type !== 'node-answer'
  ) {
    time.activeMs += Math.max(0, event.at - time.lastAt);
  }
  time.lastAt = event.at;
}

/** How long the run has been worked on at a time after its last event. */
export function activeMsAt({ time }: Checkpoint, now: number): number {
  return time.activeMs + Math.max(0, now - (time.lastAt ?? now));
}

function applyRunStart(graph: Graph, checkpoint: Checkpoint, event: BodyOf<'run-start'>): void {
  const [rootScope] = graph.scopes;
  if (!rootScope) return;
  checkpoint.status = 'running';
  checkpoint.input = event.input;
  checkpoint.root = createRootFrame(rootScope);
  startRoot(checkpoint, checkpoint.root);
}

function applyJoinEvent(
  checkpoint: Checkpoint,
  event: BodyOf<'join-wait' | 'join-timeout' | 'join-late'>,
): void {
  const { activationId } = event;
  if (event.type === 'join-timeout') {
    endJoin(checkpoint, activationId);
  } else if (event.type === 'join-wait') {
    const join = checkpoint.joins.get(activationId);
    if (join) join.until = event.until;
  } else {
    const index = checkpoint.late.findIndex(
      ({ activationId: id, edge }) =>
        id === activationId && edge.from.id === event.from.node && edge.outPort.name === event.from.port,
    );
    if (index !== -1) checkpoint.late.splice(index, 1);
  }
}

type NodeEvent = BodyOf<
  'node-start' | 'node-retry' | 'node-pause' | 'node-answer' | 'node-end' | 'node-error'
>;

function applyNodeEvent(checkpoint: Checkpoint, event: NodeEvent): void {
  const activation = checkpoint.active.get(event.activationId);
  if (!activation) return;
  switch (event.type) {
    case 'node-start':
      if (activation.status === 'ready') removeReady(checkpoint, activation);
      if (activation.attempt === 0) checkpoint.activationCount += 1;
      // Whoever goes on from a pause without an answer was woken by its time, and stays so if the process dies now.
      if (activation.status === 'paused') activation.wokenAt = activation.pause?.until;
      activation.status = 'running';
      activation.pause = undefined;
      activation.attempt = event.attempt;
      return;
    case 'node-retry':
      activation.failureCount += 1;
      forgetErrors(activation);
      return;
    case 'node-pause':
      activation.status = 'paused';
      activation.pause = { reason: event.reason, question: event.question, until: event.until };
      return;
    case 'node-answer':
      activation.answers.push(event.answer);
      activation.wokenAt = undefined;
      activation.status = 'running';
      return;
    case 'node-end':
      applyNodeEnd(checkpoint, activation, event);
      return;
    case 'node-error':
      checkpoint.active.delete(activation.id);
  }
}

function applyNodeEnd(checkpoint: Checkpoint, activation: Activation, event: BodyOf<'node-end'>): void {
  const { node, input } = activation;
  checkpoint.active.delete(activation.id);
  if (node.runOutput !== undefined) {
    const port = node.inPorts[0]?.name ?? '';
    const citations = sourcesOf(activation, port)[0]?.citations ?? [];
    checkpoint.outputs.set(node.runOutput, { value: input[port] ?? null, citations });
  }
  propagateOutputs(checkpoint, activation, event.outputs);
}

type CallEvent = BodyOf<
  | 'model-call'
  | 'model-restart'
  | 'tool-call'
  | 'tool-result'
  | 'retrieval'
  | 'memory-write'
  | 'plan-write'
  | 'plan-update'
  | 'child-run-start'
  | 'child-run-end'
>;

function applyCallEvent(checkpoint: Checkpoint, event: CallEvent): void {
  if (event.type === 'model-call' || event.type === 'child-run-end') {
    checkpoint.usage = addUsage(checkpoint.usage, event.usage);
  }
  const activation = checkpoint.active.get(event.activationId);
  if (!activation) return;
  activation.calls ??= createRecordedCalls();
  record(activation.calls, event);
}

function record(calls: RecordedCalls, event: CallEvent): void {
  switch (event.type) {
    case 'model-call':
      calls.models.set(event.call, event);
      return;
    case 'tool-call':
      calls.toolCalls.set(event.call, event);
      return;
    case 'tool-result':
      calls.toolResults.set(event.call, event);
      return;
    case 'retrieval':
      calls.retrievals.set(event.call, event);
      return;
    case 'child-run-start':
      calls.childStarts.set(event.call ?? 0, event);
      return;
    case 'child-run-end':
      calls.childEnds.set(event.call ?? 0, event);
      return;
    case 'plan-write':
      calls.plan = event.plan;
      calls.choices = event.choices;
      if (event.call !== undefined) calls.notes.add(event.call);
      return;
    case 'plan-update':
      if (calls.plan) calls.plan = changePlan(calls.plan, event.change);
      if (event.call !== undefined) calls.notes.add(event.call);
      return;
    case 'memory-write':
      if (event.call !== undefined) calls.notes.add(event.call);
      return;
    case 'model-restart':
  }
}

function note(checkpoint: Checkpoint, activationId: Activation['id'], call: number | undefined): void {
  const activation = checkpoint.active.get(activationId);
  if (!activation || call === undefined) return;
  activation.calls ??= createRecordedCalls();
  activation.calls.notes.add(call);
}

// A new attempt keeps what has worked and tries again what has failed.
function forgetErrors({ calls }: Activation): void {
  if (!calls) return;
  for (const [call, result] of calls.toolResults) {
    if (result.error === undefined) continue;
    calls.toolResults.delete(call);
    calls.toolCalls.delete(call);
  }
  for (const [call, { status }] of calls.childEnds) {
    if (status === 'completed') continue;
    calls.childEnds.delete(call);
    calls.childStarts.delete(call);
  }
}

function removeReady(checkpoint: Checkpoint, activation: Activation): void {
  if (checkpoint.ready[0] === activation) {
    checkpoint.ready.shift();
    return;
  }
  const index = checkpoint.ready.indexOf(activation);
  if (index !== -1) checkpoint.ready.splice(index, 1);
}
