/**
 * A secret is used through every way out, by partners that give it back in every form they can, and is then looked
 * for in everything that was kept, sent or logged.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createLogger } from '@codexos/utils/logging';
import { createRedactor } from '@codexos/utils/redactor';
import type { RunResult } from '@codexos/protocol/contracts/runs.contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addFlow } from './flows.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const CANARY = 'cnry/9f+2"bird\\in the mine=77';
/** What no output may hold: the value in each encoding, without the ends that depend on neighbours. */
const FORMS = [
  CANARY,
  JSON.stringify(CANARY).slice(1, -1),
  encodeURIComponent(CANARY),
  Buffer.from(CANARY).toString('hex'),
  ...[0, 1, 2].map((pad) =>
    Buffer.from(' '.repeat(pad) + CANARY)
      .toString('base64')
      .slice(4, -4),
  ),
];

let server: TestServer;
let partner: Server;
const received: string[] = [];
const logged: string[] = [];
const sent: string[] = [];

beforeAll(async () => {
  partner = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    received.push(authorization);
    if (request.url?.endsWith('/models')) sendJson(response, { data: [{ id: 'parrot' }] });
    else if (request.url?.startsWith('/v1/')) streamBack(authorization, response);
    else sendJson(response, echoOf(authorization));
  });
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
  const { port } = partner.address() as AddressInfo;
  const redactor = createRedactor();
  const destination = { write: (line: string) => void logged.push(line) };
  server = await startTestServer({
    allowedAddresses: [`127.0.0.1:${port}`],
    redactor,
    logger: createLogger({ level: 'trace', destination, redactor }),
    readSecret: (name) => (name === 'OPENAI_COMPATIBLE_BASE_URL' ? `http://127.0.0.1:${port}/v1` : undefined),
  });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  partner.closeAllConnections();
  await new Promise((resolve) => partner.close(resolve));
});

it('is found nowhere after tools, models, errors, chats and exports had to do with it', async () => {
  const { port } = partner.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const add = (name: string, grants: object) =>
    ask('POST', '/api/v1/secrets', { name, value: CANARY, grants });
  await add('CANARY', { tools: ['http-request'], hosts: [host] });
  await add('OPENAI_COMPATIBLE_API_KEY', { providers: ['local'] });
  const socket = await server.connect();
  socket.onAny((...event: unknown[]) => sent.push(JSON.stringify(event)));

  const tool = await addFlow(server, toolFlow(`http://${host}/echo`));
  expect(tool.problems.filter(({ code }) => code === 'SECRET_MISSING')).toEqual([]);
  const model = await addFlow(server, modelFlow());
  for (const { id } of [tool, model]) {
    await ask('POST', `/api/v1/flows/${id}/publish`, {});
    const started = (await ask('POST', `/api/v1/flows/${id}/runs`, { input: { text: 'Go.' } })) as {
      id: string;
    };
    socket.emit('run-join', { runId: started.id as never, afterSeq: 0 }, (reply) =>
      sent.push(JSON.stringify(reply)),
    );
    const result = (await ask('POST', `/api/v1/published/${id}/runs`, {
      input: { text: 'Go.' },
    })) as RunResult;
    expect(result.status).toBe('completed');
    expect(JSON.stringify(result)).toContain('[secret:');
    for (const path of ['', '/events']) await ask('GET', `/api/v1/runs/${result.runId}${path}`);
    await ask('POST', `/api/v1/runs/${result.runId}/rerun`, {});
  }
  for (const path of ['secrets', 'flows', 'runs', 'providers', 'catalogue', 'status', 'conversations'])
    await ask('GET', `/api/v1/${path}`);
  // A request that is refused must not be given back with its value either.
  await ask('POST', '/api/v1/secrets', { name: 'not a name', value: CANARY });
  await ask('POST', '/api/v1/secrets', { name: 'CANARY', value: CANARY });
  server.test.application.services.logger.error({ body: CANARY, err: new Error(CANARY) }, CANARY);

  // The partner did get the value, so the search below is one for something that was really there.
  expect(received).toContain(`Bearer ${CANARY}`);
  expect(leaksIn(sent.join('\n'))).toEqual([]);
  expect(logged.length).toBeGreaterThan(0);
  expect(leaksIn(logged.join('\n'))).toEqual([]);
  const { dataFolder } = server.test;
  for (const file of await readdir(dataFolder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(join(file.parentPath, file.name));
    expect([file.name, leaksIn(bytes.toString('latin1'))]).toEqual([file.name, []]);
  }
});

function leaksIn(text: string): string[] {
  return FORMS.filter((form) => text.includes(form));
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const reply = await server.request(method, path, body === undefined ? {} : { body });
  sent.push(JSON.stringify(reply.body) + JSON.stringify([...reply.headers]));
  return reply.body;
}

/** What a careless service may answer. */
function echoOf(authorization: string): object {
  const bytes = Buffer.from(authorization);
  return {
    plain: authorization,
    [authorization]: 'as a key',
    nested: JSON.stringify({ authorization }),
    base64: bytes.toString('base64'),
    base64url: bytes.toString('base64url'),
    hex: bytes.toString('hex'),
    percent: encodeURIComponent(authorization),
  };
}

/** A model that says its key, three characters at a time, and then in base64. */
function streamBack(authorization: string, response: ServerResponse): void {
  const text = `Your key is ${authorization}, or ${Buffer.from(authorization).toString('base64')}.`;
  response.setHeader('content-type', 'text/event-stream');
  const send = (choice: object): void => {
    const chunk = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'parrot' };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, ...choice }] })}\n\n`);
  };
  for (const content of text.match(/.{1,3}/gs) ?? []) send({ delta: { content }, finish_reason: null });
  send({ delta: {}, finish_reason: 'stop' });
  response.end('data: [DONE]\n\n');
}

function sendJson(response: ServerResponse, body: object): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

function toolFlow(url: string) {
  const fetch = {
    tool: 'http-request',
    arguments: { url, headers: { authorization: 'Bearer secret:CANARY' } },
  };
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
