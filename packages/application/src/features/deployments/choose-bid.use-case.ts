import { chooseBid } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';

export const chooseBidUseCase = defineUseCase(chooseBid, async ({ services, principal, params, body }) =>
  services.deployments.chooseBid(
    { workspaceId: principal.workspaceId, ...params },
    body.provider,
    principal.userId,
  ),
);
