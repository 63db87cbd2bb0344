import { updateDeployment } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const updateDeploymentUseCase = defineUseCase(
  updateDeployment,
  async ({ services, principal, params, body }) =>
    services.deployments.edit({ workspaceId: principal.workspaceId, ...params }, body, principal.userId),
);
