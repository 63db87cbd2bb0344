import { listListings } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';

export const listListingsUseCase = defineUseCase(
  listListings,
  async ({ services, principal, query: { refresh, ...filter } }) =>
    services.marketplace.list(principal.workspaceId, { ...filter, isRefresh: refresh === 'true' }),
);
