import { createSecret } from '@codexos/protocol/contracts/secrets.contract';
import { defineUseCase } from '../../use-case.ts';

export const createSecretUseCase = defineUseCase(
  createSecret,
  async ({ services, principal: { workspaceId, userId }, body }) =>
    services.vault.create({ workspaceId, by: userId, ...body }),
);
