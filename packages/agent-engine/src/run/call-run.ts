import type { RunId } from '@codexos/protocol/ids';
import type { RunEventBody } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import type { RunCallOutcome } from '../node-context.ts';
import type { Callee } from '../ports/run-caller.ts';
import { abortable } from './abortable.ts';
import type { CallScope } from './call-scope.ts';

/** Runs an agent or a flow as a child run. A call that was cut off goes on with the same child, which resumes from its own journal. */
export async function callRun(scope: CallScope, callee: Callee): Promise<RunCallOutcome> {
  const call = scope.nextCall();
  const recorded = scope.recorded()?.childEnds.get(call);
  if (recorded) {
    const { childRunId, status, output, citations = [], usage, error } = recorded;
    return { childRunId, status, output, citations, usage, error };
  }
  const { env, activation } = scope;
  const { caller } = env.bindings;
  if (!caller)
    throw new CodexError({ code: 'UNAVAILABLE', message: 'This run cannot call other agents or flows.' });
  const ids = { activationId: activation.id, nodeId: activation.node.id, call };
  let childRunId = scope.recorded()?.childStarts.get(call)?.childRunId;
  if (childRunId === undefined) {
    childRunId = env.createId() as RunId;
    await scope.record({ type: 'child-run-start', ...ids, childRunId, ...calleeFacts(callee) });
  }
  const parent = { runId: env.runId, activationId: activation.id };
  const { allowedEffects } = env.graph.settings;
  const result = await abortable(
    caller.call({ childRunId, callee, parent, allowedEffects, signal: scope.signal }),
    scope.signal,
  );
  // A child that waits has not ended. The caller pauses with it, and asks it again once it is woken.
  if (result.status === 'paused') return { childRunId, ...result };
  const { citations, error, ...kept } = result;
  await scope.record({
    type: 'child-run-end',
    ...ids,
    childRunId,
    ...kept,
    ...(citations.length > 0 ? { citations } : {}),
    ...(error ? { error } : {}),
  });
  return { childRunId, ...result };
}

type Facts = Pick<Extract<RunEventBody, { type: 'child-run-start' }>, 'agentId' | 'flowId' | 'name' | 'goal'>;

function calleeFacts(callee: Callee): Facts {
  return callee.type === 'agent'
    ? { agentId: callee.agentId, goal: callee.goal }
    : { flowId: callee.flowId, name: callee.name };
}
