import { startDeployment } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const startDeploymentUseCase = defineUseCase(
  startDeployment,
  async ({ services, principal, params }) =>
    services.deployments.deploy({ workspaceId: principal.workspaceId, ...params }, principal.userId),
);
