/** A server with published flows and agents, asked by the clients that people use. */
import {
  createTestRepository,
  startScriptedModelServer,
  type ScriptedModelServer,
  type ServerAnswer,
  type ServerRequest,
  type TestRepository,
} from '@codexos/application/testing';
import type { AgentDetail } from '@codexos/protocol/contracts/agents.contract';
import type { RunDetail } from '@codexos/protocol/contracts/runs.contract';
import OpenAI from 'openai';
import { addFlow, linearFlow } from './flows.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

export const WEATHER = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'Tells the weather of a city right now.',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string', enum: ['Bonn', 'Oslo'] } },
      required: ['city'],
    },
  },
};

export type ModelName = 'shout' | 'scripted' | 'builtin' | 'approval' | 'ask';
export type Chunk = OpenAI.ChatCompletionChunk;

export interface OpenAiWorld extends AsyncDisposable {
  server: TestServer;
  models: ScriptedModelServer;
  client: OpenAI;
  token: string;
  ids: Record<ModelName, string>;
  /** Id of the flow behind `shout`. */
  shoutId: string;
  /** What the scripted model says. */
  script: (request: ServerRequest, index: number) => ServerAnswer;
  clientWith(apiKey: string): OpenAI;
  chunksOf(body: Omit<OpenAI.ChatCompletionCreateParamsStreaming, 'stream'>): Promise<Chunk[]>;
  runOf(runId: string | null): Promise<RunDetail>;
  addKnowledge(name: string): Promise<void>;
}

export async function createOpenAiWorld(): Promise<OpenAiWorld> {
  const repository: TestRepository = await createTestRepository({
    'README.md': '# Ledger\n\nLedger keeps the accounts of small clubs.\n',
  });
  const models = await startScriptedModelServer((request, index) => world.script(request, index));
  const environment: Record<string, string> = { OPENAI_COMPATIBLE_BASE_URL: `${models.url}/v1` };
  const server = await startTestServer({
    fixedRoots: [repository.folder],
    readSecret: (name) => environment[name],
  });
  const made = await server.request('POST', '/api/v1/api-tokens', { body: { name: 'client' } });
  const token = (made.body as { value: string }).value;
  const clientWith = (apiKey: string): OpenAI =>
    new OpenAI({ apiKey, baseURL: `${server.url}/v1`, maxRetries: 0 });
  const client = clientWith(token);
  const shoutId = await publishFlow(server, linearFlow());
  await publishFlow(server, approvalFlow());
  await publishFlow(server, askFlow());
  await publishAgent(server, 'Scripted', { model: 'local/tiny', instructions: 'Be brief.' });
  await publishAgent(server, 'Plain', { model: 'builtin/extractive' });
  await addFlow(server, { ...linearFlow(), name: 'Draft only' });
  const listed = await client.models.list();
  const idOf = (name: string): string =>
    listed.data.find((model) => (model as unknown as { name: string }).name === name)?.id ?? '';
  const world: OpenAiWorld = {
    server,
    models,
    client,
    token,
    shoutId,
    ids: {
      shout: idOf('Shout'),
      scripted: idOf('Scripted'),
      builtin: idOf('Plain'),
      approval: idOf('Approval'),
      ask: idOf('Ask'),
    },
    script: () => ({ status: 500 }),
    clientWith,
    async chunksOf(body) {
      const chunks: Chunk[] = [];
      for await (const chunk of await client.chat.completions.create({ ...body, stream: true }))
        chunks.push(chunk);
      return chunks;
    },
    async runOf(runId) {
      return (await server.request('GET', `/api/v1/runs/${runId ?? ''}`)).body as RunDetail;
    },
    async addKnowledge(name) {
      const { knowledge } = server.test.application.services;
      const { workspaceId } = server.test.principal;
      const base = await knowledge.createBase(workspaceId, { name, description: '' });
      const source = await knowledge.addSource({
        workspaceId,
        knowledgeBaseId: base.id,
        kind: 'folder',
        location: repository.folder,
      });
      await knowledge.whenRead(workspaceId, source.id);
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await models[Symbol.asyncDispose]();
      await repository[Symbol.asyncDispose]();
    },
  };
  return world;
}

export function textOf(chunks: readonly Chunk[]): string {
  return chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
}

export async function errorOf(call: PromiseLike<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof OpenAI.APIError) return error;
    throw error;
  }
  throw new Error('It was answered.');
}

async function publishFlow(server: TestServer, flow: unknown): Promise<string> {
  const { id } = await addFlow(server, flow);
  const reply = await server.request('POST', `/api/v1/flows/${id}/publish`, { body: {} });
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
  return id;
}

async function publishAgent(server: TestServer, name: string, config: object): Promise<void> {
  const agent = (await server.request('POST', '/api/v1/agents', { body: { name, config } }))
    .body as AgentDetail;
  const reply = await server.request('POST', `/api/v1/agents/${agent.id}/publish`, { body: {} });
  if (reply.status >= 300) throw new Error(JSON.stringify(reply.body));
}

function approvalFlow() {
  return {
    name: 'Approval',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text', type: 'text' } },
      { id: 'ok', kind: 'approval', config: { question: 'May it?' } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'ok', port: 'input' } },
      { id: 'e2', from: { node: 'ok', port: 'approved' }, to: { node: 'result', port: 'value' } },
    ],
  };
}

/** Looks into what the request names, and answers with the built-in model. */
function askFlow() {
  return {
    name: 'Ask',
    nodes: [
      { id: 'q', kind: 'input', config: { name: 'question', type: 'text' } },
      { id: 'find', kind: 'retrieve', config: { knowledge: 'source' } },
      { id: 'say', kind: 'model', config: { model: 'builtin/extractive' } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'q', port: 'value' }, to: { node: 'find', port: 'query' } },
      { id: 'e2', from: { node: 'q', port: 'value' }, to: { node: 'say', port: 'prompt' } },
      { id: 'e3', from: { node: 'find', port: 'passages' }, to: { node: 'say', port: 'passages' } },
      { id: 'e4', from: { node: 'say', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
  };
}
