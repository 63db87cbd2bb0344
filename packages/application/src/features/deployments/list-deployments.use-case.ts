import { listDeployments } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const listDeploymentsUseCase = defineUseCase(listDeployments, async ({ services, principal }) => ({
  items: await services.deployments.list(principal.workspaceId),
}));
