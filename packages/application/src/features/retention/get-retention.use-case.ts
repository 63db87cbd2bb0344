import { getRetention } from '@codexos/protocol/contracts/retention.contract';
import { defineUseCase } from '../../use-case.ts';

export const getRetentionUseCase = defineUseCase(getRetention, async ({ services, principal }) =>
  services.retention.get(principal.workspaceId),
);
