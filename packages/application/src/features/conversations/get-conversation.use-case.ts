import { getConversation } from '@codexos/protocol/contracts/conversations.contract';
import { defineUseCase } from '../../use-case.ts';
import { withPartnerName } from './partner-name.ts';

export const getConversationUseCase = defineUseCase(
  getConversation,
  async ({ services, principal, params }) => {
    const key = { workspaceId: principal.workspaceId, conversationId: params.conversationId };
    const conversation = await withPartnerName(
      services,
      principal.workspaceId,
      await services.conversations.get(key),
    );
    return { ...conversation, messages: await services.conversations.messages(key) };
  },
);
