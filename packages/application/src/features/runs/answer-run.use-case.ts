import { answerRun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';

export const answerRunUseCase = defineUseCase(answerRun, async ({ services, principal, params, body }) => {
  await services.runs.answer(
    { workspaceId: principal.workspaceId, runId: params.runId },
    { ...body, by: principal.userId },
  );
  return {};
});
