import { unpublishFlow } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';

export const unpublishFlowUseCase = defineUseCase(unpublishFlow, async ({ services, principal, params }) => {
  await services.flows.setPublished({ workspaceId: principal.workspaceId, flowId: params.flowId }, null);
  return {};
});
