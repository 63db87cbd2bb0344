import { listOpenAiModels } from '@codexos/protocol/contracts/openai.contract';
import { defineUseCase } from '../../use-case.ts';
import { listModels } from './published-models.ts';

export const listOpenaiModelsUseCase = defineUseCase(listOpenAiModels, async ({ services, principal }) => ({
  object: 'list' as const,
  data: await listModels(services, principal.workspaceId),
}));
