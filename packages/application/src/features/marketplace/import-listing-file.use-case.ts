import { importListingFile } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';
import { parseListing } from './parse-listing.ts';

export const importListingFileUseCase = defineUseCase(
  importListingFile,
  async ({ services, principal, body: { text, name } }) =>
    services.marketplace.fork(services, principal, { checked: parseListing(text), name }),
);
