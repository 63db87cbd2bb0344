import { validateFlow } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';

export const validateFlowUseCase = defineUseCase(validateFlow, async ({ services, principal, body }) => ({
  problems: await services.compiler.problemsOf(principal.workspaceId, body.flow, body.flowId),
}));
