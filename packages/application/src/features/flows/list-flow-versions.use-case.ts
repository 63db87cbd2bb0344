import { listFlowVersions } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';

export const listFlowVersionsUseCase = defineUseCase(
  listFlowVersions,
  async ({ services, principal, params }) => ({
    items: await services.flows.listVersions({ workspaceId: principal.workspaceId, flowId: params.flowId }),
  }),
);
