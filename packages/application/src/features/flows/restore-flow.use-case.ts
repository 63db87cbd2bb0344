import { restoreFlow } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';

export const restoreFlowUseCase = defineUseCase(restoreFlow, async ({ services, principal, params }) => {
  const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
  await services.flows.setDeleted(key, null);
  return services.flows.summary(key);
});
