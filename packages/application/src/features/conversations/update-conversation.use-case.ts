import { updateConversation } from '@codexos/protocol/contracts/conversations.contract';
import { defineUseCase } from '../../use-case.ts';
import { withPartnerName } from './partner-name.ts';

export const updateConversationUseCase = defineUseCase(
  updateConversation,
  async ({ services, principal, params, body }) => {
    const key = { workspaceId: principal.workspaceId, conversationId: params.conversationId };
    await services.conversations.get(key);
    await services.conversations.update(key, body);
    return withPartnerName(services, principal.workspaceId, await services.conversations.get(key));
  },
);
