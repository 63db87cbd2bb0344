import { publishAgent } from '@codexos/protocol/contracts/agents.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';
import { findAgentProblems } from './find-agent-problems.ts';

export const publishAgentUseCase = defineUseCase(
  publishAgent,
  async ({ services, principal, params, body }) => {
    const key = { workspaceId: principal.workspaceId, agentId: params.agentId };
    const problems = await findAgentProblems(services, principal.workspaceId, await services.agents.get(key));
    if (problems.length > 0) {
      throw new CodexError({
        code: 'AGENT_INVALID',
        message: problems.map((problem) => problem.message).join(' '),
        hint: 'Mend what is listed, then publish again.',
        details: { problems: problems.map((problem) => ({ ...problem })) },
      });
    }
    return services.agents.publish(key, body.name);
  },
);
