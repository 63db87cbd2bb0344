import { deleteConversation } from '@codexos/protocol/contracts/conversations.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteConversationUseCase = defineUseCase(
  deleteConversation,
  async ({ services, principal, params }) => {
    const key = { workspaceId: principal.workspaceId, conversationId: params.conversationId };
    await services.conversations.get(key);
    await services.conversations.delete(key);
    return {};
  },
);
