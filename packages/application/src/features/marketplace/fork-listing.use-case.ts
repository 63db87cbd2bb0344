import { forkListing } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';

export const forkListingUseCase = defineUseCase(
  forkListing,
  async ({ services, principal, params: { registry, slug }, body: { version, name } }) => {
    const { workspaceId } = principal;
    const { checked } = await services.marketplace.find({ workspaceId, registry, slug, version });
    return services.marketplace.fork(services, principal, { checked, registry, name });
  },
  ({ params, response }) => ({ target: response?.id ?? params.slug }),
);
