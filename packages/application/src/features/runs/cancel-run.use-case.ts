import { cancelRun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';

export const cancelRunUseCase = defineUseCase(cancelRun, async ({ services, principal, params }) => {
  await services.runs.cancel({ workspaceId: principal.workspaceId, runId: params.runId }, principal.userId);
  return {};
});
