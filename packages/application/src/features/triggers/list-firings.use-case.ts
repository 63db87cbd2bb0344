import { listFirings } from '@codexos/protocol/contracts/triggers.contract';
import { defineUseCase } from '../../use-case.ts';

export const listFiringsUseCase = defineUseCase(
  listFirings,
  async ({ services: { triggers }, principal, params: { triggerId }, query }) => {
    await triggers.store.get({ workspaceId: principal.workspaceId, triggerId });
    return triggers.store.listFirings({ triggerId, ...query });
  },
);
