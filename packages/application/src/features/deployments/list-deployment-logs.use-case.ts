import { listDeploymentLogs } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const listDeploymentLogsUseCase = defineUseCase(
  listDeploymentLogs,
  async ({ services: { deployments }, principal, params, query }) => {
    const deployment = await deployments.get({ workspaceId: principal.workspaceId, ...params });
    return { lines: await deployments.logs.read(deployment, query.tail) };
  },
);
