import { retryDeployment } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const retryDeploymentUseCase = defineUseCase(
  retryDeployment,
  async ({ services, principal, params }) =>
    services.deployments.retry({ workspaceId: principal.workspaceId, ...params }, principal.userId),
);
