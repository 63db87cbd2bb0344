import type { Conversation } from '@codexos/protocol/contracts/conversations.contract';

/** Those whose title or partner holds every word. */
export function filterConversations(conversations: readonly Conversation[], search: string): Conversation[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return conversations.filter(({ title, partnerName }) => {
    const text = `${title} ${partnerName}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
