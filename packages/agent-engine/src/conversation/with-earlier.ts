import type { ModelMessage, ModelRequest } from '../ports/model-client.ts';
import type { Conversation } from './conversation.ts';

/**
 * The request with the earlier turns of the conversation before it, where it is the person's question that is asked: a
 * prompt that does not hold the question, a plan and a critique stand for themselves.
 */
export function withEarlier<Request extends ModelRequest>(
  request: Request,
  conversation: Conversation | undefined,
): Request {
  const [first] = request.messages;
  const { purpose = 'answer' } = request;
  if (!conversation || conversation.earlier.length === 0 || purpose !== 'answer') return request;
  if (first?.role !== 'user' || !first.text.includes(conversation.question.trim())) return request;
  const earlier = conversation.earlier.map(({ role, text }): ModelMessage =>
    role === 'user' ? { role, text } : { role, text: withoutMarkers(text), toolCalls: [] },
  );
  return { ...request, messages: [...earlier, ...request.messages] };
}

/** Numbers of an earlier answer count through other passages than those of this request. */
function withoutMarkers(text: string): string {
  return text.replace(/ ?\[\d{1,4}\](?!\()/g, '');
}
