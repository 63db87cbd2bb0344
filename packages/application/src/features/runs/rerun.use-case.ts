import { rerun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';
import { startOfRun } from './start-of-run.ts';

export const rerunUseCase = defineUseCase(rerun, async ({ services, principal, params }) => {
  const before = await services.runStore.get({ workspaceId: principal.workspaceId, runId: params.runId });
  return services.runs.start(startOfRun(before));
});
