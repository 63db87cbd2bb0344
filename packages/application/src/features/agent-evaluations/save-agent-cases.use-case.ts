import { saveAgentCases } from '@codexos/protocol/contracts/agent-evaluations.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';

export const saveAgentCasesUseCase = defineUseCase(
  saveAgentCases,
  async ({ services, principal: { workspaceId }, params: { agentId }, body: { cases } }) => {
    await services.agents.get({ workspaceId, agentId });
    if (new Set(cases.map(({ id }) => id)).size < cases.length) {
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: 'Two questions have the same id.',
        hint: 'Give each an id of its own.',
      });
    }
    await services.evaluations.store.saveCases({ workspaceId, agentId }, cases);
    return { cases };
  },
  ({ params, body }) => ({ target: params.agentId, details: { count: body.cases.length } }),
);
