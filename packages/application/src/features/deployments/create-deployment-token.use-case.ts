import { createDeploymentToken } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

const DAY_MS = 24 * 3_600_000;

export const createDeploymentTokenUseCase = defineUseCase(
  createDeploymentToken,
  async ({ services, principal: { workspaceId, userId }, params, body: { name, expiresInDays } }) =>
    services.deployments.createToken(
      { workspaceId, ...params },
      {
        name,
        ...(expiresInDays === undefined ? {} : { expiresAt: services.clock() + expiresInDays * DAY_MS }),
      },
      userId,
    ),
);
