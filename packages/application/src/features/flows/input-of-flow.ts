import type { Flow } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';

/** The input of a flow that is asked in a chat: its first text input gets the question, the others their defaults. */
export function inputOfFlow(flow: Flow, question: string): JsonObject {
  const inputs = flow.nodes.filter((node) => node.kind === 'input');
  const text = inputs.find((node) => (node.config.type ?? 'text') === 'text') ?? inputs[0];
  const name = text?.config.name;
  return typeof name === 'string' ? { [name]: question } : {};
}
