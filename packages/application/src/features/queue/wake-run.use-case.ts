import { wakeRun } from '@codexos/protocol/contracts/queue.contract';
import { defineUseCase } from '../../use-case.ts';

export const wakeRunUseCase = defineUseCase(wakeRun, async ({ services, principal, params }) => {
  await services.runs.wake({ workspaceId: principal.workspaceId, runId: params.runId });
  return {};
});
