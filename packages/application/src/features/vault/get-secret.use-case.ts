import { getSecret } from '@codexos/protocol/contracts/secrets.contract';
import { defineUseCase } from '../../use-case.ts';
import { namesSecret } from './names-secret.ts';

export const getSecretUseCase = defineUseCase(
  getSecret,
  async ({ services, principal: { workspaceId }, params: { secretId } }) => {
    const details = await services.vault.details({ workspaceId, secretId });
    const drafts = await services.flows.listDrafts(workspaceId);
    const flows = drafts.filter(({ draft }) => namesSecret(draft, details.secret.name));
    const tools = (await services.workspaceTools.list(workspaceId)).filter(({ document }) =>
      namesSecret(document, details.secret.name),
    );
    return {
      ...details,
      flows: flows.map(({ flowId, name }) => ({ id: flowId, name })),
      tools: tools.map(({ id, document }) => ({ id, name: document.name })),
    };
  },
);
