import { getStatus } from '@codexos/protocol/contracts/system.contract';
import { defineUseCase } from '../../use-case.ts';

export const getStatusUseCase = defineUseCase(getStatus, async ({ services, principal }) => ({
  version: services.version,
  database: services.database.kind,
  defaultModel: await services.models.defaultModel(principal.workspaceId),
  startedAt: services.startedAt,
  activeRunCount: services.runs.activeCount(),
}));
