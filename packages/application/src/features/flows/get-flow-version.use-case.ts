import { getFlowVersion } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';

export const getFlowVersionUseCase = defineUseCase(getFlowVersion, async ({ services, principal, params }) =>
  services.flows.getVersion({ workspaceId: principal.workspaceId, flowId: params.flowId }, params.number),
);
