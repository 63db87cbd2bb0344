import { getQueue } from '@codexos/protocol/contracts/queue.contract';
import { defineUseCase } from '../../use-case.ts';

export const getQueueUseCase = defineUseCase(getQueue, ({ services, principal }) =>
  services.queue.describe(principal.workspaceId),
);
