import { deleteFlow } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteFlowUseCase = defineUseCase(deleteFlow, async ({ services, principal, params }) => {
  const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
  await services.flows.get(key);
  await services.flowDocuments.flush(key);
  await services.flows.setDeleted(key, services.clock());
  return {};
});
