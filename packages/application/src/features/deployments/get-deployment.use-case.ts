import { getDeployment } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const getDeploymentUseCase = defineUseCase(getDeployment, async ({ services, principal, params }) =>
  services.deployments.describe({ workspaceId: principal.workspaceId, ...params }),
);
