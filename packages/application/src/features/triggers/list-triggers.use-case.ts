import { listTriggers } from '@codexos/protocol/contracts/triggers.contract';
import { defineUseCase } from '../../use-case.ts';

export const listTriggersUseCase = defineUseCase(
  listTriggers,
  async ({ services: { triggers }, principal, query }) => {
    const records = await triggers.store.list(principal.workspaceId, query.targetId);
    return { items: await Promise.all(records.map((record) => triggers.describe(record))) };
  },
);
