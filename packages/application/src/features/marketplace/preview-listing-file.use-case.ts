import { previewListingFile } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';
import { parseListing } from './parse-listing.ts';

export const previewListingFileUseCase = defineUseCase(
  previewListingFile,
  async ({ services, principal, body }) =>
    services.marketplace.describe(services, principal.workspaceId, {
      checked: parseListing(body.text),
      isShipped: false,
    }),
);
