import { closeDeployment } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const closeDeploymentUseCase = defineUseCase(
  closeDeployment,
  async ({ services, principal, params }) =>
    services.deployments.close({ workspaceId: principal.workspaceId, ...params }, principal.userId),
);
