import type { ChatCompletionBody } from '@codexos/protocol/contracts/openai.contract';
import type { ApiCaller } from '../runs/api-caller.ts';
import { paramError } from './param-error.ts';
import type { PublishedModel } from './published-models.ts';
import type { Asked } from './read-messages.ts';

/** Names that every agent may have tools of its own under. */
const RESERVED = new Set(['search-knowledge', 'remember']);

/** What the caller said before and offers. Only an agent can use the tools of whoever asks it. */
export function callerOfRequest(
  { tools, tool_choice: choice, parallel_tool_calls: isParallel }: ChatCompletionBody,
  model: PublishedModel,
  { question, earlier, instructions }: Extract<Asked, { type: 'question' }>,
): ApiCaller {
  const offered = choice === 'none' ? [] : (tools ?? []);
  if (offered.length > 0 && model.kind !== 'agent') {
    throw paramError(
      'tools',
      `“${model.name}” is a flow, and a flow cannot use the tools of whoever asks it.`,
      'Ask an agent instead, or send tool_choice: "none".',
    );
  }
  const names = new Set<string>();
  for (const [index, { function: tool }] of offered.entries()) {
    const param = `tools[${index}].function.name`;
    if (names.has(tool.name)) throw paramError(param, `Two tools are called “${tool.name}”.`);
    if (RESERVED.has(tool.name) || model.ownTools.includes(tool.name))
      throw paramError(param, `The agent has a tool “${tool.name}” of its own; give yours another name.`);
    names.add(tool.name);
  }
  const wanted = typeof choice === 'object' && choice !== null ? choice.function.name : undefined;
  if (wanted !== undefined && !names.has(wanted))
    throw paramError('tool_choice', `There is no tool “${wanted}” in tools.`);
  if (choice === 'required' && names.size === 0)
    throw paramError('tool_choice', 'A tool is required, and tools holds none.');
  return {
    question,
    earlier,
    instructions,
    tools: offered.map(({ function: { name, description, parameters } }) => ({
      name,
      description,
      inputSchema: parameters,
    })),
    choice: wanted === undefined ? (choice === 'required' ? 'required' : 'auto') : { tool: wanted },
    isParallel: isParallel ?? true,
  };
}
