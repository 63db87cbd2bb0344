/** A world for agents under test: a scripted model server behind the real providers, two tools, knowledge, memory. */
import type { Passage } from '@codexos/protocol/citation';
import type { RunEvent } from '@codexos/protocol/run-event';
import type { Journal } from '../journal/journal.ts';
import { createInMemoryStore } from '../memory/in-memory-store.ts';
import { createAnthropicProvider } from '../models/anthropic.provider.ts';
import { createExtractiveProvider } from '../models/extractive.provider.ts';
import { createModelRouter } from '../models/model-router.ts';
import { createOpenAiCompatibleProvider } from '../models/openai-compatible.provider.ts';
import type { ToolRunner, ToolSpec } from '../ports/tool-runner.ts';
import type { RunBindings } from '../run/run-env.ts';
import { runSketch, type SketchRun } from './run-sketch.ts';
import { startScriptedModelServer, type ServerRequest, type ServerScript } from './scripted-model-server.ts';

export const passage = (path: string, text: string): Passage => ({
  text,
  citation: { path, startLine: 1, endLine: 3, blobHash: path },
  score: 1,
});

function tool(name: string, effect: ToolSpec['effect'] = 'read'): ToolSpec {
  const inputSchema = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
  return {
    name,
    effect,
    label: name,
    description: `The tool ${name}`,
    icon: '',
    inputSchema,
    outputSchema: {},
    secrets: [],
  };
}

export interface World {
  bindings: RunBindings;
  toolCalls: string[];
}

type Prices = Parameters<typeof createModelRouter>[0]['prices'];

export function createWorld(url: string, prices: Prices = {}): World {
  const toolCalls: string[] = [];
  const tools: ToolRunner = {
    list: () => [tool('read-file'), tool('send-mail', 'write')],
    async run({ tool: name, input, idempotencyKey }) {
      toolCalls.push(`${name} ${JSON.stringify(input)} ${idempotencyKey}`);
      return {
        output: `contents of ${String(input.path)}`,
        citations: [passage(String(input.path), '').citation],
      };
    },
  };
  const models = createModelRouter({
    providers: [
      createOpenAiCompatibleProvider({ id: 'openai', label: 'OpenAI', baseUrl: `${url}/v1` }),
      createAnthropicProvider({ secrets: { read: async () => 'key' }, baseUrl: `${url}/v1` }),
      createExtractiveProvider(),
    ],
    prices,
  });
  const retriever = {
    retrieve: async ({ query }: { query: string }) => [
      passage('docs/a.md', `About ${query}. It routes requests.`),
    ],
  };
  return { bindings: { models, tools, retriever, memory: createInMemoryStore() }, toolCalls };
}

export type AgentSettings = Record<string, string | number | string[]>;

/** One agent that is asked for `goal`. */
export function agentSketch(config: AgentSettings) {
  return {
    nodes: {
      goal: { kind: 'input', config: { name: 'goal', type: 'json' } },
      agent: { kind: 'agent', config: { model: 'openai/tiny', ...config } },
      out: 'output',
    },
    edges: ['goal.value -> agent.input', 'agent.text -> out.value'],
  };
}

export async function runAgentFlow(
  script: ServerScript,
  config: AgentSettings,
  journal?: Journal,
): Promise<SketchRun & World & { requests: ServerRequest[] }> {
  await using server = await startScriptedModelServer(script);
  const world = createWorld(server.url);
  const run = await runSketch(agentSketch(config), {
    input: { goal: 'What does the router do?' },
    bindings: world.bindings,
    ...(journal ? { journal } : {}),
  });
  return { ...run, ...world, requests: server.requests };
}

export function eventsOf<TType extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: TType,
): Extract<RunEvent, { type: TType }>[] {
  return events.filter((event): event is Extract<RunEvent, { type: TType }> => event.type === type);
}

export const call = (
  name: string,
  input: object,
  id = name,
): { id: string; name: string; input: object } => ({
  id,
  name,
  input,
});
