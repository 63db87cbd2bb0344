import { listProviders } from '@codexos/protocol/contracts/settings.contract';
import { defineUseCase } from '../../use-case.ts';

export const listProvidersUseCase = defineUseCase(listProviders, async ({ services, principal, query }) => ({
  items: await services.models.providers(principal.workspaceId, { isRefresh: query.refresh === 'true' }),
}));
