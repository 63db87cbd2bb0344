import { setRetention } from '@codexos/protocol/contracts/retention.contract';
import { defineUseCase } from '../../use-case.ts';

export const setRetentionUseCase = defineUseCase(
  setRetention,
  async ({ services, principal, body }) => services.retention.set(principal.workspaceId, body),
  ({ body }) => ({
    target: 'retention',
    details: { maxAgeDays: body.maxAgeDays ?? null, maxMegabytes: body.maxMegabytes ?? null },
  }),
);
