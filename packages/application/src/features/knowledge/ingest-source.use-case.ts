import { ingestSource } from '@codexos/protocol/contracts/knowledge.contract';
import { defineUseCase } from '../../use-case.ts';

export const ingestSourceUseCase = defineUseCase(ingestSource, async ({ services, principal, params }) =>
  services.knowledge.ingest(principal.workspaceId, params.sourceId),
);
