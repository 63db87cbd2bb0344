import { updateFlow } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeFlow } from './describe-flow.ts';

export const updateFlowUseCase = defineUseCase(updateFlow, async ({ services, principal, params, body }) => {
  const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
  await services.flowDocuments.replace(key, body.flow);
  return describeFlow(services, key);
});
