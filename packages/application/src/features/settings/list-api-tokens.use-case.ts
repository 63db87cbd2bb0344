import { listApiTokens } from '@codexos/protocol/contracts/settings.contract';
import { defineUseCase } from '../../use-case.ts';

export const listApiTokensUseCase = defineUseCase(listApiTokens, async ({ services, principal }) => ({
  items: await services.sessions.listTokens(principal.workspaceId),
}));
