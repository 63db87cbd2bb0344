import { parseExpression } from '@codexos/agent-engine';
import { previewTool } from '@codexos/protocol/contracts/tools.contract';
import { createHttpTool, previewRequest } from '@codexos/tools';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';

export const previewToolUseCase = defineUseCase(
  previewTool,
  async ({ services, principal, body: { document, input } }) => {
    const secrets = await services.vault.list(principal.workspaceId);
    const problems = services.tools.rules.problemsOf(document, secrets);
    const { inputSchema } = createHttpTool(document, parseExpression);
    try {
      return { request: previewRequest(document, input, parseExpression), problems, inputSchema };
    } catch (error) {
      if (!CodexError.is(error)) throw error;
      // An expression that cannot be read is among the problems already.
      if (problems.some(({ message }) => message === error.message)) return { problems, inputSchema };
      const { message, hint = '' } = error;
      return { problems: [...problems, { path: 'input', message, hint }], inputSchema };
    }
  },
);
