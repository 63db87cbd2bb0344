import { getListingFile } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';

export const getListingFileUseCase = defineUseCase(
  getListingFile,
  async ({ services, principal: { workspaceId }, params: { registry, slug }, query: { version } }) => {
    const { checked } = await services.marketplace.find({ workspaceId, registry, slug, version });
    return checked.file;
  },
);
