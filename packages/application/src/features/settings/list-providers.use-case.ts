import { listProviders } from '@codexos/protocol/contracts/settings.contract';
import { defineUseCase } from '../../use-case.ts';

export const listProvidersUseCase = defineUseCase(listProviders, async ({ services, query }) => ({
  items: await services.models.providers({ isRefresh: query.refresh === 'true' }),
}));
