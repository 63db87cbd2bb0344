import { editPlan } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';

export const editPlanUseCase = defineUseCase(editPlan, ({ services, principal, params, body }) =>
  services.runs.editPlan(
    { workspaceId: principal.workspaceId, runId: params.runId },
    { ...body, by: principal.userId },
  ),
);
