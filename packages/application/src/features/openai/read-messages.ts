import type { EarlierTurn } from '@codexos/agent-engine';
import type { OpenAiMessage } from '@codexos/protocol/contracts/openai.contract';
import { paramError } from './param-error.ts';

/** A result that the caller sends for a tool which it was asked to carry out. */
export interface SentResult {
  callId: string;
  text: string;
  param: string;
}

/** What a list of messages asks: a question with what was said before, or results that an agent waits for. */
export type Asked =
  | { type: 'question'; question: string; earlier: EarlierTurn[]; instructions: string }
  | { type: 'results'; results: SentResult[] };

/**
 * The last message of the user is the question; what stands before it is the conversation. Messages of tools at the
 * end go to the run that waits for them; earlier ones are part of answers that were given since, and are passed over.
 */
export function readMessages(messages: readonly OpenAiMessage[]): Asked {
  const results = trailingResults(messages);
  if (results.length > 0) return { type: 'results', results };
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const question = last === -1 ? '' : textOf(messages[last]);
  if (question.trim() === '') throw paramError('messages', 'There is no message of the user with a text.');
  const after = messages.slice(last + 1).find(({ role }) => role === 'assistant');
  if (after) {
    throw paramError(
      `messages[${messages.indexOf(after)}]`,
      'The last message has to be of the user or of a tool: an answer cannot be begun by the caller.',
    );
  }
  const before = messages.slice(0, last).flatMap((message): EarlierTurn[] => {
    const text = textOf(message);
    if (text.trim() === '') return [];
    return message.role === 'user' || message.role === 'assistant' ? [{ role: message.role, text }] : [];
  });
  const first = before.findIndex(({ role }) => role === 'user');
  const instructions = messages
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(textOf)
    .join('\n\n');
  return { type: 'question', question, earlier: first === -1 ? [] : before.slice(first), instructions };
}

function trailingResults(messages: readonly OpenAiMessage[]): SentResult[] {
  const results: SentResult[] = [];
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index];
    if (message?.role !== 'tool') break;
    const param = `messages[${index}].tool_call_id`;
    results.unshift({ callId: message.tool_call_id, text: textOf(message), param });
  }
  return results;
}

function textOf(message: OpenAiMessage | undefined): string {
  const content = message?.content ?? '';
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('');
}
