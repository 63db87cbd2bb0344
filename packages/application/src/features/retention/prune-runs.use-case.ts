import { pruneRuns } from '@codexos/protocol/contracts/retention.contract';
import { defineUseCase } from '../../use-case.ts';

export const pruneRunsUseCase = defineUseCase(
  pruneRuns,
  async ({ services, principal, signal }) => ({
    removedCount: await services.retention.pruneNow(principal.workspaceId, signal),
  }),
  ({ response }) => ({ target: 'retention', details: { removedCount: response?.removedCount ?? 0 } }),
);
