import { renameFlow } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';

export const renameFlowUseCase = defineUseCase(renameFlow, async ({ services, principal, params, body }) => {
  const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
  const draft = await services.flowDocuments.readDraft(key);
  await services.flowDocuments.replace(key, {
    ...draft,
    name: body.name ?? draft.name,
    description: body.description ?? draft.description,
  });
  return services.flows.summary(key);
});
