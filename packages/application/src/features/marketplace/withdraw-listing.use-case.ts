import { withdrawListing } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';

export const withdrawListingUseCase = defineUseCase(
  withdrawListing,
  async ({ services, principal, params }) => {
    await services.listings.withdraw(principal.workspaceId, params.slug);
    return {};
  },
);
