import { getListing } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';

export const getListingUseCase = defineUseCase(
  getListing,
  async ({ services, principal: { workspaceId }, params: { registry, slug }, query: { version } }) => {
    const { checked, versions } = await services.marketplace.find({ workspaceId, registry, slug, version });
    const isShipped = registry === 'builtin';
    return {
      registry,
      versions,
      ...(await services.marketplace.describe(services, workspaceId, { checked, isShipped })),
    };
  },
);
