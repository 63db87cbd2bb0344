import type { RunId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { AgentCallOutcome } from '../node-context.ts';
import { abortable } from './abortable.ts';
import type { CallScope } from './call-scope.ts';

/** Runs a saved agent as a child run. A call that was cut off goes on with the same child, which resumes from its own journal. */
export async function callAgent(
  scope: CallScope,
  { agentId, goal }: { agentId: string; goal: string },
): Promise<AgentCallOutcome> {
  const call = scope.nextCall();
  const recorded = scope.recorded()?.childEnds.get(call);
  if (recorded) {
    const { childRunId, status, output, citations = [], usage, error } = recorded;
    return { childRunId, status, output, citations, usage, error };
  }
  const { env, activation } = scope;
  const { agents } = env.bindings;
  if (!agents) throw new CodexError({ code: 'UNAVAILABLE', message: 'This run cannot call other agents.' });
  const ids = { activationId: activation.id, nodeId: activation.node.id, call };
  let childRunId = scope.recorded()?.childStarts.get(call)?.childRunId;
  if (childRunId === undefined) {
    childRunId = env.createId() as RunId;
    await scope.record({ type: 'child-run-start', ...ids, childRunId, agentId, goal });
  }
  const parent = { runId: env.runId, activationId: activation.id };
  const { allowedEffects } = env.graph.settings;
  const result = await abortable(
    agents.call({ childRunId, agentId, goal, parent, allowedEffects, signal: scope.signal }),
    scope.signal,
  );
  // A child that waits for a person has not ended. The caller pauses with it, and asks it again once it is woken.
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
