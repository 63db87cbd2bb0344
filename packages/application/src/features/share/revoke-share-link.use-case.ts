import { revokeShareLink } from '@codexos/protocol/contracts/share.contract';
import { defineUseCase } from '../../use-case.ts';

export const revokeShareLinkUseCase = defineUseCase(
  revokeShareLink,
  async ({ services, principal, params }) => {
    await services.shares.revoke(principal.workspaceId, params.shareLinkId);
    return {};
  },
);
