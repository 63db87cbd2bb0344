import type { NewRun, RunRecord } from './run-store.ts';

/** What starts the same once more: the version, the input and the source of a run that has been. */
export function startOfRun(before: RunRecord): Omit<NewRun, 'runId'> {
  return {
    workspaceId: before.workspaceId,
    flowId: before.flowId,
    agentId: before.agentId,
    nodeId: before.nodeId,
    name: before.name,
    version: before.version,
    flow: before.flow,
    input: before.input,
    source: before.source,
    // What was said before belongs to the question; nobody waits to carry out tools any more.
    caller: before.caller && { ...before.caller, tools: [] },
    trigger: 'manual',
  };
}
