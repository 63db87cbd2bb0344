import { listForks } from '@codexos/protocol/contracts/marketplace.contract';
import { defineUseCase } from '../../use-case.ts';

export const listForksUseCase = defineUseCase(listForks, async ({ services, principal }) => ({
  items: await services.marketplace.listForks(services, principal.workspaceId),
}));
