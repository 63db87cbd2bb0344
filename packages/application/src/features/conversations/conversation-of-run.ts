import type { Conversation } from '@codexos/agent-engine';
import type { RunRecord } from '../runs/run-store.ts';
import type { ConversationStore } from './conversation-store.ts';
import { earlierTurns } from './earlier-turns.ts';

/**
 * The question that a run of a chat answers, with what was said before it; undefined for other runs, and where the
 * run's input is not the question as it was written.
 */
export async function conversationOfRun(
  conversations: Pick<ConversationStore, 'messages'>,
  { workspaceId, id, trigger, conversationId, input }: RunRecord,
): Promise<Conversation | undefined> {
  if (trigger !== 'chat' || conversationId === undefined) return undefined;
  const messages = await conversations.messages({ workspaceId, conversationId });
  const answer = messages.find((message) => message.runId === id);
  const question = messages.find((message) => message.id === answer?.parentId);
  if (!question || !Object.values(input).includes(question.text)) return undefined;
  return { question: question.text, earlier: earlierTurns(messages, question) };
}
