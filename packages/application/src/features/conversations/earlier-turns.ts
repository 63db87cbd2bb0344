import type { EarlierTurn } from '@codexos/agent-engine';
import type { Message } from '@codexos/protocol/contracts/conversations.contract';

/** UTF-16 code units of earlier messages that a question carries along. */
const HISTORY_LENGTH = 8_000;

/**
 * What was said before a question on its own branch, oldest first, the latest turns up to a bound. It begins with a
 * person's turn; answers that are still empty are left out.
 */
export function earlierTurns(messages: readonly Message[], question: Message): EarlierTurn[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const turns: EarlierTurn[] = [];
  let left = HISTORY_LENGTH;
  for (let id = question.parentId; id !== undefined; id = byId.get(id)?.parentId) {
    const message = byId.get(id);
    if (!message || message.text === '') continue;
    left -= message.text.length;
    if (left < 0) break;
    turns.unshift({ role: message.role, text: message.text });
  }
  const first = turns.findIndex(({ role }) => role === 'user');
  return first === -1 ? [] : turns.slice(first);
}
