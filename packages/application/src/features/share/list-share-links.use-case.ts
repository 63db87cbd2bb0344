import { listShareLinks } from '@codexos/protocol/contracts/share.contract';
import { defineUseCase } from '../../use-case.ts';

export const listShareLinksUseCase = defineUseCase(
  listShareLinks,
  async ({ services, principal, query }) => ({
    items: await services.shares.list(principal.workspaceId, query.thingId),
  }),
);
