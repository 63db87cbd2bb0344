import { deleteDeployment } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteDeploymentUseCase = defineUseCase(
  deleteDeployment,
  async ({ services, principal, params }) => {
    await services.deployments.delete({ workspaceId: principal.workspaceId, ...params });
    return {};
  },
);
