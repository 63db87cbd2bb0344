import type { Conversation } from './conversation.ts';
import { carriedWords, withCarried } from './follow-up.ts';

/** What is searched for: a person's question that depends on an earlier one is searched with the words of that one. */
export function searchQuery(query: string, conversation: Conversation | undefined): string {
  if (!conversation || query.trim() !== conversation.question.trim()) return query;
  const before = conversation.earlier.filter(({ role }) => role === 'user').map(({ text }) => text);
  return withCarried(query, carriedWords(query, before));
}
