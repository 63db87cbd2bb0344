import { listRuns } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';

export const listRunsUseCase = defineUseCase(listRuns, async ({ services, principal, query }) =>
  services.runStore.list({ workspaceId: principal.workspaceId, ...query }),
);
