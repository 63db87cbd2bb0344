import type { Message } from '@codexos/protocol/contracts/conversations.contract';
import { CodexError } from '@codexos/utils/errors';

/** A message answers one of the other role in the same conversation, or opens it. Throws REQUEST_INVALID. */
export function assertParent(
  messages: readonly Message[],
  parentId: string | undefined,
  role: Message['role'],
): void {
  if (parentId === undefined) return;
  const parent = messages.find((message) => message.id === parentId);
  if (parent?.role === role) return;
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: parent
      ? `The message ${parentId} is not one that this can answer.`
      : `The conversation has no message ${parentId}.`,
    hint: 'Name a message of this conversation, or none to go on at its end.',
  });
}
