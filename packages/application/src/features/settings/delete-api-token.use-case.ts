import { deleteApiToken } from '@codexos/protocol/contracts/settings.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteApiTokenUseCase = defineUseCase(
  deleteApiToken,
  async ({ services, principal, params }) => {
    await services.sessions.deleteToken(principal.workspaceId, params.apiTokenId);
    return {};
  },
);
