import { cancelIngest } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const cancelIngestUseCase = defineUseCase(cancelIngest, async ({ services, principal, params }) => {
  await services.knowledge.cancelIngest(principal.workspaceId, params.sourceId);
  return {};
});
