import { getOpenAiModel } from '@codexos/protocol/contracts/openai.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeModel } from './published-models.ts';

export const getOpenaiModelUseCase = defineUseCase(getOpenAiModel, ({ services, principal, params }) =>
  describeModel(services, principal.workspaceId, params.model),
);
