import { listFlows } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';

export const listFlowsUseCase = defineUseCase(listFlows, async ({ services, principal, query }) =>
  services.flows.list({ workspaceId: principal.workspaceId, ...query }),
);
