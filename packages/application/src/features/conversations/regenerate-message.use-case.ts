import { regenerateMessage } from '@codexos/protocol/contracts/conversations.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';
import { answerIn } from './answer-in.ts';

export const regenerateMessageUseCase = defineUseCase(
  regenerateMessage,
  async ({ services, principal, params }) => {
    const key = { workspaceId: principal.workspaceId, conversationId: params.conversationId };
    const conversation = await services.conversations.get(key);
    const messages = await services.conversations.messages(key);
    const answer = messages.find(
      (message) => message.id === params.messageId && message.role === 'assistant',
    );
    const question = messages.find((message) => message.id === answer?.parentId);
    if (!question) {
      throw new CodexError({
        code: 'NOT_FOUND',
        message: `The conversation has no answer ${params.messageId}.`,
        hint: 'Load the conversation again.',
      });
    }
    return answerIn(services, key, { conversation, messages, question });
  },
);
