import type { Message } from '@codexos/protocol/contracts/conversations.contract';
import { earlierTurns } from './earlier-turns.ts';

export interface WithHistoryOptions {
  messages: readonly Message[];
  question: Message;
  isLanguageModel: boolean;
}

/**
 * An agent's request with what was said before on its own branch. The built-in model searches with every word it is
 * given, so it gets the question alone, and the run gives it the words of earlier questions where it needs them.
 */
export function withHistory({ messages, question, isLanguageModel }: WithHistoryOptions): string {
  const earlier = isLanguageModel ? earlierTurns(messages, question) : [];
  if (earlier.length === 0) return question.text;
  const lines = earlier.map(({ role, text }) => `${role === 'user' ? 'User' : 'Assistant'}: ${text}`);
  return `Earlier in this conversation:\n${lines.join('\n')}\n\nUser: ${question.text}`;
}
