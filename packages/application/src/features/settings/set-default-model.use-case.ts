import { setDefaultModel } from '@codexos/protocol/contracts/settings.contract';
import { defineUseCase } from '../../use-case.ts';

export const setDefaultModelUseCase = defineUseCase(
  setDefaultModel,
  async ({ services, principal, body }) => {
    await services.models.setDefault(principal.workspaceId, body.model);
    return { model: body.model };
  },
  ({ body }) => ({ target: body.model }),
);
