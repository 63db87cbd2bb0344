import type { Message } from '@codexos/protocol/contracts/conversations.contract';

/** UTF-16 code units of earlier messages that a question carries along. */
const HISTORY_LENGTH = 8_000;

export interface WithHistoryOptions {
  messages: readonly Message[];
  question: Message;
  isLanguageModel: boolean;
}

/**
 * The question with what was said before on its own branch. The built-in model searches with every word it is
 * given, so it gets the question alone.
 */
export function withHistory({ messages, question, isLanguageModel }: WithHistoryOptions): string {
  const earlier = isLanguageModel ? branchBefore(messages, question) : [];
  if (earlier.length === 0) return question.text;
  const lines = earlier.map(
    (message) => `${message.role === 'user' ? 'User' : 'Assistant'}: ${message.text}`,
  );
  const kept = takeLast(lines, HISTORY_LENGTH);
  return `Earlier in this conversation:\n${kept.join('\n')}\n\nUser: ${question.text}`;
}

function branchBefore(messages: readonly Message[], question: Message): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const branch: Message[] = [];
  for (let id = question.parentId; id !== undefined; id = byId.get(id)?.parentId) {
    const message = byId.get(id);
    if (message && message.text !== '') branch.unshift(message);
  }
  return branch;
}

function takeLast(lines: readonly string[], length: number): string[] {
  const kept: string[] = [];
  let left = length;
  for (const line of [...lines].reverse()) {
    left -= line.length;
    if (left < 0) break;
    kept.unshift(line);
  }
  return kept;
}
