import type { AgentConfig } from '@codexos/protocol/agent';
import type { Passage } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import { valueToText } from '../expression/template.ts';
import type { NodeContext } from '../node-context.ts';
import type { ModelMessage } from '../ports/model-client.ts';

/** One piece of work for an agent. */
export interface AgentWork {
  config: AgentConfig;
  /** Whose memory is used; the node's id for agents that are not saved. */
  agentId: string;
  /** What is asked now. */
  goal: string;
  /** What was said before, oldest first. */
  history: ModelMessage[];
  passages: readonly Passage[];
  context: NodeContext<unknown, unknown>;
}

/**
 * What an agent is asked: a text, or JSON with `messages` (each with a role and a text) of a conversation whose last
 * message is the question. Any other JSON is the question as it is.
 */
export function parseAgentInput(input: JsonValue): Pick<AgentWork, 'goal' | 'history'> {
  const messages =
    typeof input === 'object' && input !== null && !Array.isArray(input) ? input.messages : undefined;
  if (!Array.isArray(messages) || messages.length === 0) return { goal: valueToText(input), history: [] };
  const parsed = messages.map(toMessage).filter((message) => message !== null);
  const last = parsed.at(-1);
  if (last?.role !== 'user') return { goal: valueToText(input), history: [] };
  return { goal: last.text, history: parsed.slice(0, -1) };
}

type SpokenMessage = Extract<ModelMessage, { role: 'user' | 'assistant' }>;

function toMessage(value: JsonValue): SpokenMessage | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof value.text !== 'string')
    return null;
  if (value.role === 'user') return { role: 'user', text: value.text };
  return value.role === 'assistant' ? { role: 'assistant', text: value.text, toolCalls: [] } : null;
}
