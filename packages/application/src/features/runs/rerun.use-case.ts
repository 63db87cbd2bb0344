import { rerun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';

export const rerunUseCase = defineUseCase(rerun, async ({ services, principal, params }) => {
  const before = await services.runStore.get({ workspaceId: principal.workspaceId, runId: params.runId });
  return services.runs.start({
    workspaceId: principal.workspaceId,
    flowId: before.flowId,
    agentId: before.agentId,
    name: before.name,
    version: before.version,
    flow: before.flow,
    input: before.input,
    source: before.source,
    // What was said before belongs to the question; nobody waits to carry out tools any more.
    caller: before.caller && { ...before.caller, tools: [] },
    trigger: 'manual',
  });
});
