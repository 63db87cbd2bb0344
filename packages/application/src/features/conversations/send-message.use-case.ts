import { sendMessage, type Message } from '@codexos/protocol/contracts/conversations.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';
import { answerIn } from './answer-in.ts';
import { assertParent } from './assert-parent.ts';

const TITLE_LENGTH = 60;

export const sendMessageUseCase = defineUseCase(
  sendMessage,
  async ({ services, principal, params, body }) => {
    const key = { workspaceId: principal.workspaceId, conversationId: params.conversationId };
    const conversation = await services.conversations.get(key);
    const messages = await services.conversations.messages(key);
    const edited = body.editOf === undefined ? undefined : questionOf(messages, body.editOf);
    const parentId = edited ? edited.parentId : (body.parentId ?? messages.at(-1)?.id);
    assertParent(messages, parentId, 'assistant');
    const userMessage = await services.conversations.addMessage(key, {
      role: 'user',
      text: body.text,
      parentId,
    });
    try {
      const answer = await answerIn(services, key, { conversation, messages, question: userMessage });
      if (messages.length === 0 && conversation.title === 'New conversation') {
        await services.conversations.update(key, { title: titleOf(body.text) });
      }
      return { userMessage, ...answer };
    } catch (error) {
      // A question that cannot be asked leaves nothing behind: the composer still has its words.
      await services.conversations.deleteMessage(key, userMessage.id);
      throw error;
    }
  },
);

function questionOf(messages: readonly Message[], id: string): Message {
  const question = messages.find((message) => message.id === id && message.role === 'user');
  if (question) return question;
  throw new CodexError({
    code: 'NOT_FOUND',
    message: `The conversation has no question ${id}.`,
    hint: 'Load the conversation again.',
  });
}

function titleOf(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length <= TITLE_LENGTH ? line : `${line.slice(0, TITLE_LENGTH - 1).trimEnd()}…`;
}
