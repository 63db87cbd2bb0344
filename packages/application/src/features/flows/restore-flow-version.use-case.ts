import { restoreFlowVersion } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeFlow } from './describe-flow.ts';

export const restoreFlowVersionUseCase = defineUseCase(
  restoreFlowVersion,
  async ({ services, principal, params }) => {
    const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
    const version = await services.flows.getVersion(key, params.number);
    await services.flowDocuments.replace(key, version.flow);
    return describeFlow(services, key);
  },
);
