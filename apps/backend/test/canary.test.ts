/**
 * A secret is used through every way out, by partners that give it back in every form they can, and is then looked
 * for in everything that was kept, sent or logged.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseKinds, findInFolder, findInTables, formsOf } from '@codexos/application/testing';
import { createLogger } from '@codexos/utils/logging';
import { createRedactor } from '@codexos/utils/redactor';
import type { RunResult } from '@codexos/protocol/contracts/runs.contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCanaryPartner, type CanaryPartner } from './canary-partner.ts';
import { addFlow } from './flows.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const CANARY = 'cnry/9f+2"bird\\in the mine=77';
/** What no output may hold. */
const FORMS = formsOf(CANARY);

let server: TestServer;
let partner: CanaryPartner;
const logged: string[] = [];
const sent: string[] = [];
const streamed = new Map<string, string>();

async function start(kind: (typeof databaseKinds)[number]): Promise<void> {
  partner = await startCanaryPartner();
  for (const list of [logged, sent]) list.length = 0;
  streamed.clear();
  const environment: Record<string, string> = {
    OPENAI_COMPATIBLE_BASE_URL: `http://${partner.host}/v1`,
    EMBEDDINGS_BASE_URL: `http://${partner.host}/v1`,
    EMBEDDINGS_MODEL: 'parrot',
    EMBEDDINGS_API_KEY: CANARY,
  };
  const redactor = createRedactor();
  const destination = { write: (line: string) => void logged.push(line) };
  server = await startTestServer({
    kind,
    allowedAddresses: [partner.host],
    redactor,
    logger: createLogger({ level: 'trace', destination, redactor }),
    readSecret: (name) => environment[name],
    akash: { url: `http://${partner.host}/console`, timings: { pollMs: 20, collectMs: 20, healthMs: 20 } },
  });
}

async function stop(): Promise<void> {
  await server[Symbol.asyncDispose]();
  await partner[Symbol.asyncDispose]();
}

describe.each(databaseKinds)('a secret on %s', (kind) => {
  beforeAll(() => start(kind));
  afterAll(stop);

  it('is found nowhere after tools, models, errors, chats and exports had to do with it', useTools);
  // What is kept goes through the same stores; one database is enough for the longer way.
  if (kind === 'sqlite')
    it(
      'is found nowhere after agents, chats, links, listings, sources and deployments had to do with it',
      useEverythingElse,
    );
});

async function useTools(): Promise<void> {
  const { host, received } = partner;
  await add('CANARY', { tools: ['http-request', 'own-echo'], hosts: [host] });
  await add('OPENAI_COMPATIBLE_API_KEY', { providers: ['local'] });
  const socket = await server.connect();
  socket.onAny((...event: unknown[]) => sent.push(JSON.stringify(event)));
  // A value that is streamed in pieces stands in none of them, so the pieces are put together as a page does it.
  socket.on('run-live', ({ runId, activationId, offset, text }) => {
    const key = `${runId} ${activationId}`;
    streamed.set(key, (streamed.get(key) ?? '').slice(0, offset) + text);
  });

  const tool = await addFlow(server, toolFlow(`http://${host}/echo`));
  expect(tool.problems.filter(({ code }) => code === 'SECRET_MISSING')).toEqual([]);
  const model = await addFlow(server, modelFlow());
  const own = await addFlow(server, toolFlow(`http://${host}/echo`, await addOwnTool(host)));
  expect(own.problems.filter(({ code }) => code === 'SECRET_MISSING')).toEqual([]);
  for (const { id } of [tool, model, own]) {
    await ask('POST', `/api/v1/flows/${id}/publish`, {});
    const letGo = partner.hold();
    const started = (await ask('POST', `/api/v1/flows/${id}/runs`, { input: { text: 'Go.' } })) as {
      id: string;
    };
    const joined = await socket.emitWithAck('run-join', { runId: started.id as never, afterSeq: 0 });
    sent.push(JSON.stringify(joined));
    letGo();
    const result = (await ask('POST', `/api/v1/published/${id}/runs`, {
      input: { text: 'Go.' },
    })) as RunResult;
    expect(result.status).toBe('completed');
    expect(JSON.stringify(result)).toContain('[secret:');
    for (const path of ['', '/events']) await ask('GET', `/api/v1/runs/${result.runId}${path}`);
    await ask('POST', `/api/v1/runs/${result.runId}/rerun`, {});
  }
  for (const path of [
    'secrets',
    'flows',
    'runs',
    'providers',
    'catalogue',
    'status',
    'conversations',
    'tools',
  ])
    await ask('GET', `/api/v1/${path}`);
  // A request that is refused must not be given back with its value either.
  await ask('POST', '/api/v1/secrets', { name: 'not a name', value: CANARY });
  await ask('POST', '/api/v1/secrets', { name: 'CANARY', value: CANARY });
  server.test.application.services.logger.error({ body: CANARY, err: new Error(CANARY) }, CANARY);

  expect(received).toContain(`Bearer ${CANARY}`);
  expect([...streamed.values()].join()).toContain('Your key is');
  expect(received).toContain(CANARY);
  await expectNoLeak();
}

async function useEverythingElse(): Promise<void> {
  partner.received.length = 0;
  await add('AKASH_API_KEY', { providers: ['akash'] });
  const flow = await addFlow(server, toolFlow(`http://${partner.host}/echo`));
  await ask('POST', `/api/v1/flows/${flow.id}/publish`, {});
  const agent = await make('/agents', { name: 'Parrot', config: { model: 'local/parrot' } });
  await ask('POST', `/api/v1/agents/${agent}/publish`, {});
  const tried = await make(`/agents/${agent}/runs`, { request: 'Say your key.' });
  const ran = (await ask('POST', `/api/v1/published/${flow.id}/runs`, {
    input: { text: 'Go.' },
  })) as RunResult;
  const chats: string[] = [];
  for (const conversation of [
    { type: 'flow', flowId: flow.id },
    { type: 'agent', agentId: agent },
  ]) {
    const chat = await make('/conversations', { partner: conversation });
    const reply = (await ask('POST', `/api/v1/conversations/${chat}/messages`, { text: 'Say it.' })) as {
      run: { id: string };
    };
    await ended(reply.run.id);
    await ask('GET', `/api/v1/conversations/${chat}`);
    chats.push(chat);
  }
  await ended(tried);
  await ask('GET', `/api/v1/agents/${agent}/memory`);

  for (const [type, id] of [
    ['flow', flow.id],
    ['run', ran.runId],
    ['conversation', chats[0]],
  ]) {
    const link = { kind: type === 'flow' ? 'run' : 'view', thing: { type, id } };
    const { token } = (await ask('POST', '/api/v1/share-links', link)) as { token: string };
    await ask('POST', '/api/v1/shared/open', { token });
    if (type === 'flow') await ask('POST', '/api/v1/shared/run', { token, input: { text: 'Go.' } });
  }

  const listing = {
    kind: 'flow',
    id: flow.id,
    slug: 'canary-flow',
    version: '1.0.0',
    name: 'x',
    description: 'x',
  };
  await ask('POST', '/api/v1/marketplace/listings', listing);
  const file = await ask('GET', '/api/v1/marketplace/server/canary-flow/file');
  await ask('POST', '/api/v1/marketplace/import', { text: JSON.stringify(file) });
  await ask('POST', '/api/v1/marketplace/server/canary-flow/fork', {});

  const folder = join(server.test.dataFolder, 'documents');
  await mkdir(folder);
  await writeFile(join(folder, 'README.md'), 'A canary sings.');
  await ask('POST', '/api/v1/roots', { path: folder });
  const base = await make('/knowledge', { name: 'Vectors' });
  await ask('PATCH', `/api/v1/knowledge/${base}`, { embedder: 'http' });
  await make(`/knowledge/${base}/sources`, { kind: 'folder', location: folder });
  await vi.waitFor(
    async () => {
      const { body } = await server.request('GET', `/api/v1/knowledge/${base}`);
      expect(JSON.stringify(body)).toContain('Not with');
    },
    { timeout: 20_000 },
  );
  await ask('GET', `/api/v1/knowledge/${base}`);
  await ask('GET', `/api/v1/knowledge/${base}/search?query=canary`);

  // A deployed flow takes its secrets along.
  const { items } = (await ask('GET', '/api/v1/secrets')) as { items: { id: string; name: string }[] };
  const canary = items.find(({ name }) => name === 'CANARY')?.id ?? '';
  await ask('PATCH', `/api/v1/secrets/${canary}`, {
    grants: { tools: ['http-request'], providers: ['akash'], agents: [], hosts: [partner.host] },
  });
  const drafted = (await ask('POST', '/api/v1/deployments', {
    target: { type: 'flow', flowId: flow.id },
    image: 'example.org/codexos:1',
  })) as { deployment: { id: string } };
  const deployment = `/api/v1/deployments/${drafted.deployment.id}`;
  await ask('POST', `${deployment}/deploy`, {});
  await vi.waitFor(
    async () => {
      const { body } = await server.request('GET', deployment);
      expect((body as { deployment: { error?: object } }).deployment.error).toBeDefined();
    },
    { timeout: 20_000 },
  );
  for (const path of ['', '/logs']) await ask('GET', deployment + path);
  await ask('GET', '/api/v1/akash');
  for (const path of ['/audit', '/audit/verification', '/share-links', '/marketplace/listings', '/agents'])
    await ask('GET', `/api/v1${path}`);

  // Every partner was called with the value: the tool, the model, the embedder and the Console API.
  expect(new Set(partner.received)).toEqual(new Set([`Bearer ${CANARY}`, CANARY]));
  await expectNoLeak();
}

/** Looks in what was answered, sent over sockets and logged, and in every file of the data folder and row of the database. */
async function expectNoLeak(): Promise<void> {
  expect(leaksIn(sent.join('\n'))).toEqual([]);
  expect([...streamed.values()].flatMap(leaksIn)).toEqual([]);
  expect(logged.length).toBeGreaterThan(0);
  expect(leaksIn(logged.join('\n'))).toEqual([]);
  const { dataFolder, application } = server.test;
  expect(await findInFolder(dataFolder, FORMS)).toEqual([]);
  const { database } = application.services;
  if (database.kind === 'sqlite') return;
  const { tables, rowCount } = await findInTables(database, FORMS);
  expect(tables).toEqual([]);
  expect(rowCount).toBeGreaterThan(100);
}

const add = (name: string, grants: object) => ask('POST', '/api/v1/secrets', { name, value: CANARY, grants });

/** Makes a thing and gives its id. */
async function make(path: string, body: object): Promise<string> {
  const made = (await ask('POST', `/api/v1${path}`, body)) as { id?: string };
  if (made.id === undefined) throw new Error(`${path} answered ${JSON.stringify(made)}`);
  return made.id;
}

async function ended(runId: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const { status } = (await server.request('GET', `/api/v1/runs/${runId}`)).body as { status: string };
      expect(['completed', 'failed']).toContain(status);
    },
    { timeout: 20_000 },
  );
  for (const path of ['', '/events']) await ask('GET', `/api/v1/runs/${runId}${path}`);
}

function leaksIn(text: string): string[] {
  return FORMS.filter((form) => text.includes(form));
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const reply = await server.request(method, path, body === undefined ? {} : { body });
  sent.push(JSON.stringify(reply.body) + JSON.stringify([...reply.headers]));
  return reply.body;
}

/** A tool of the workspace that sends the secret as header, in the query and in its body; tried once by hand as well. */
async function addOwnTool(host: string): Promise<string> {
  const document = {
    name: 'own-echo',
    label: 'Echo',
    inputs: [{ name: 'url', type: 'text' }],
    request: {
      method: 'POST',
      url: `http://${host}/echo`,
      query: [{ name: 'key', value: 'secret:CANARY' }],
      headers: [{ name: 'Authorization', value: 'Bearer secret:CANARY' }],
      body: { key: 'secret:CANARY', text: '{{ input.url }}' },
    },
    effect: 'write',
  };
  const { id } = (await ask('POST', '/api/v1/tools', { document })) as { id: string };
  const tried = await ask('POST', '/api/v1/tools/try', { document });
  expect(JSON.stringify(tried)).toContain('[secret:CANARY]');
  await ask('POST', '/api/v1/tools/preview', { document });
  for (const path of ['', '/versions']) await ask('GET', `/api/v1/tools/${id}${path}`);
  return document.name;
}

function toolFlow(url: string, tool = 'http-request') {
  const headers = { headers: { authorization: 'Bearer secret:CANARY' } };
  const fetch = { tool, arguments: { url, ...(tool === 'http-request' ? headers : {}) } };
  return {
    name: 'Fetch',
    settings: { allowedEffects: ['write'] },
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' } },
      { id: 'fetch', kind: 'tool', config: fetch },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'fetch', port: 'input' } },
      { id: 'e2', from: { node: 'fetch', port: 'result' }, to: { node: 'result', port: 'value' } },
    ],
  };
}

function modelFlow() {
  return {
    name: 'Parrot',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' } },
      { id: 'model', kind: 'model', config: { model: 'local/parrot' } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'model', port: 'prompt' } },
      { id: 'e2', from: { node: 'model', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
  };
}
