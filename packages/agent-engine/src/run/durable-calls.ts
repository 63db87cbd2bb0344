import { addUsage, NO_USAGE, type Usage } from '@codexos/protocol/model';
import type { RunEventBody } from '@codexos/protocol/run-event';
import type { DurableCalls } from '../node-context.ts';
import type { Activation } from '../state/activation.ts';
import { callCallerTool } from './call-caller-tool.ts';
import { callModel } from './call-model.ts';
import { callRetriever, readMemory, writeMemory } from './call-retriever.ts';
import { callRun } from './call-run.ts';
import type { CallScope } from './call-scope.ts';
import { callTool } from './call-tool.ts';

/** The durable calls of one attempt, or of one branch of it. */
export function createDurableCalls(scope: CallScope): DurableCalls {
  const { activation } = scope;
  const ids = { activationId: activation.id, nodeId: activation.node.id };
  const note = async (toBody: (call: number) => RunEventBody): Promise<void> => {
    const call = scope.nextCall();
    if (!scope.recorded()?.notes.has(call)) await scope.record(toBody(call));
  };
  return {
    signal: scope.signal,
    now: () => scope.env.clock.now(),
    usage: () => usageOf(activation),
    model: (options) => callModel(scope, options),
    tool: (options) => callTool(scope, options),
    callerTool: (options) => callCallerTool(scope, options),
    retrieve: (options) => callRetriever(scope, options),
    readMemory: (options) => readMemory(scope, options),
    writeMemory: (options) => writeMemory(scope, options),
    writePlan: (plan, choices) => note((call) => ({ type: 'plan-write', ...ids, call, plan, choices })),
    updatePlanStep: (step) =>
      note((call) => ({ type: 'plan-update', ...ids, call, change: { type: 'step', step } })),
    run: (callee) => callRun(scope, callee),
    limit: ({ limit, message }) => note((call) => ({ type: 'limit-reach', ...ids, call, limit, message })),
    branch: (index) => createDurableCalls(scope.branch(index)),
  };
}

/** What an activation has spent, over all its attempts. */
export function usageOf({ calls }: Activation): Usage {
  if (!calls) return NO_USAGE;
  return [...calls.models.values(), ...calls.childEnds.values()].reduce(
    (total, { usage }) => addUsage(total, usage),
    NO_USAGE,
  );
}
