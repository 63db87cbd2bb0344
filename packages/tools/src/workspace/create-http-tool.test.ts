import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toolDocumentSchema, type ToolDocument } from '@codexos/protocol/tool';
import { CodexError } from '@codexos/utils/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { createToolRunner } from '../create-tool-runner.ts';
import { createGuardedFetch } from '../http/guarded-fetch.ts';
import type { SecretBroker } from '../ports/secret-broker.ts';
import { parsePathExpression } from '../testing/index.ts';
import { createHttpTool } from './create-http-tool.ts';
import { previewRequest } from './preview-request.ts';

interface Received {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

const servers: Server[] = [];
const received: Received[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
  received.length = 0;
});

/** Notes each request and answers with `reply`. */
async function serve(reply: RequestListener = (_request, response) => response.end('{"ok":true}')) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body });
      response.setHeader('content-type', 'application/json');
      void reply(request, response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function documentOf(host: string, change: object = {}): ToolDocument {
  return toolDocumentSchema.parse({
    name: 'add-item',
    label: 'Add an item',
    inputs: [
      { name: 'list', type: 'text', isRequired: true },
      { name: 'title', type: 'text', isRequired: true },
      { name: 'count', type: 'integer' },
      { name: 'tags', type: 'texts' },
      { name: 'page', type: 'integer', defaultValue: 1 },
    ],
    request: {
      method: 'POST',
      url: `http://${host}/lists/{{ input.list }}/items`,
      query: [
        { name: 'page', value: '{{ input.page }}' },
        { name: 'tag', value: '{{ input.tags }}' },
        { name: 'key', value: 'secret:QUERY_KEY' },
      ],
      headers: [
        { name: 'Authorization', value: 'Bearer secret:TOKEN' },
        { name: 'X-Title', value: '{{ input.title }}' },
      ],
      body: {
        title: 'New: {{ input.title }}',
        count: '{{ input.count }}',
        fixed: [1, null],
        key: 'secret:TOKEN',
      },
    },
    answer: { type: 'json' },
    effect: 'write',
    ...change,
  });
}

const SECRETS: Record<string, string> = { TOKEN: 'value-of-token', QUERY_KEY: 'a b&c' };

function runnerOf(
  document: ToolDocument,
  { allow = ['127.0.0.1'], secrets }: { allow?: string[]; secrets?: SecretBroker } = {},
) {
  const asked: object[] = [];
  const broker: SecretBroker = secrets ?? {
    read: (request) => {
      asked.push(request);
      return Promise.resolve(SECRETS[request.name] ?? '');
    },
  };
  const runner = createToolRunner({
    tools: [createHttpTool(document, parsePathExpression)],
    ports: { fetch: createGuardedFetch({ allow }), secrets: broker },
  });
  const call = async (input: object, signal?: AbortSignal) =>
    (
      await runner.run({
        tool: document.name,
        input: input as never,
        idempotencyKey: 'run.node.0',
        ...(signal ? { signal } : {}),
      })
    ).output;
  return { call, asked, list: runner.list() };
}

describe('a workspace tool', () => {
  it('sends the request that its document describes, with the secrets filled in', async () => {
    const host = await serve();
    const { call, asked } = runnerOf(documentOf(host));
    expect(await call({ list: 'my list/1', title: 'Milk', tags: ['a', 'b'] })).toEqual({ ok: true });
    const [request] = received;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/lists/my%20list%2F1/items?page=1&tag=a&tag=b&key=a+b%26c',
      headers: {
        authorization: 'Bearer value-of-token',
        'x-title': 'Milk',
        'content-type': 'application/json',
        'idempotency-key': 'run.node.0',
      },
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      title: 'New: Milk',
      fixed: [1, null],
      key: 'value-of-token',
    });
    expect(asked).toEqual([
      { name: 'QUERY_KEY', tool: 'add-item', host: '127.0.0.1', port: Number(host.split(':')[1]) },
      expect.objectContaining({ name: 'TOKEN' }),
    ]);
  });

  it('describes itself like the tools that ship with the app', () => {
    const { list } = runnerOf(documentOf('api.example.com'));
    expect(list[0]).toMatchObject({
      name: 'add-item',
      effect: 'write',
      replay: 'once',
      secrets: ['QUERY_KEY', 'TOKEN'],
      inputSchema: { required: ['list', 'title'], properties: { page: { default: 1 } } },
    });
  });

  it('fills in no secret that an input asks for', async () => {
    const host = await serve();
    const { call, asked } = runnerOf(
      documentOf(host, {
        request: {
          method: 'POST',
          url: `http://${host}/`,
          headers: [{ name: 'x-title', value: 'secret:{{ input.title }}' }],
          body: { title: '{{ input.title }}' },
        },
      }),
    );
    await call({ list: 'x', title: 'secret:TOKEN' });
    await call({ list: 'x', title: 'TOKEN' });
    expect(asked).toEqual([]);
    expect(received.map(({ headers }) => headers['x-title'])).toEqual([
      'secret:secret:TOKEN',
      'secret:TOKEN',
    ]);
    expect(received[0]?.body).toBe('{"title":"secret:TOKEN"}');
  });

  it.each([
    ['..', 'is . or ..'],
    ['.', 'is . or ..'],
    ['', 'is empty'],
    ['x'.repeat(9_000), 'is longer than'],
  ])('refuses the path part %j', async (list, problem) => {
    const host = await serve();
    await expect(runnerOf(documentOf(host)).call({ list, title: 'x' })).rejects.toMatchObject({
      code: 'TOOL_INPUT_INVALID',
      message: expect.stringContaining(problem),
    });
    expect(received).toEqual([]);
  });

  it.each([
    [{ title: 'x' }, 'list'],
    [{ list: 'x', title: 'x', other: 1 }, 'other'],
    [{ list: 'x', title: 'x', count: 1.5 }, 'count'],
    [{ list: 'x', title: 'a\r\nx-evil: 1' }, 'x-title'],
  ])('refuses the input %j', async (input, named) => {
    const host = await serve();
    await expect(runnerOf(documentOf(host)).call(input)).rejects.toMatchObject({
      code: 'TOOL_INPUT_INVALID',
      message: expect.stringMatching(new RegExp(named, 'i')),
    });
    expect(received).toEqual([]);
  });

  it('takes null as “not given” where a field need not be given', async () => {
    const host = await serve();
    await runnerOf(documentOf(host)).call({ list: 'x', title: 'y', count: null, tags: null });
    expect(received[0]?.url).toBe('/lists/x/items?page=1&key=a+b%26c');
  });
});

describe('where a workspace tool may go', () => {
  it('stays on its origin: a redirect to another host takes nothing along', async () => {
    const other = await serve();
    const host = await serve((_request, response) =>
      response.writeHead(307, { location: `http://${other}/take` }).end(),
    );
    await expect(runnerOf(documentOf(host)).call({ list: 'x', title: 'y' })).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
      message: expect.stringContaining(`bound to ${host}`),
    });
    expect(received.map(({ url }) => url)).toEqual(['/lists/x/items?page=1&key=a+b%26c']);
  });

  it('follows a redirect on the same origin', async () => {
    const host = await serve((request, response) => {
      if (request.url === '/new') response.end('{"moved":true}');
      else response.writeHead(307, { location: '/new' }).end();
    });
    expect(await runnerOf(documentOf(host)).call({ list: 'x', title: 'y' })).toEqual({ moved: true });
  });

  it('refuses private addresses, and http to what the operator has not named', async () => {
    const host = await serve();
    const refused = { code: 'ADDRESS_REFUSED' };
    const input = { list: 'x', title: 'y' };
    await expect(runnerOf(documentOf(host), { allow: [] }).call(input)).rejects.toMatchObject(refused);
    await expect(runnerOf(documentOf('93.184.215.14')).call(input)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('without encryption'),
    });
    expect(received).toEqual([]);
  });

  it('sends nothing when a secret is refused', async () => {
    const host = await serve();
    const secrets: SecretBroker = {
      read: () => Promise.reject(new CodexError({ code: 'SECRET_NOT_GRANTED', message: 'Not granted.' })),
    };
    await expect(
      runnerOf(documentOf(host), { secrets }).call({ list: 'x', title: 'y' }),
    ).rejects.toMatchObject({ code: 'SECRET_NOT_GRANTED' });
    expect(received).toEqual([]);
  });
});

describe('the answer of a workspace tool', () => {
  const input = { list: 'x', title: 'y' };

  it('is the body as text or JSON, or what an expression takes from it', async () => {
    const host = await serve((_request, response) => response.end('{"items":{"first":"a"}}'));
    const ask = (answer: object) => runnerOf(documentOf(host, { answer })).call(input);
    expect(await ask({ type: 'text' })).toBe('{"items":{"first":"a"}}');
    expect(await ask({ type: 'json' })).toEqual({ items: { first: 'a' } });
    expect(await ask({ type: 'expression', expression: 'body.items.first' })).toBe('a');
    expect(await ask({ type: 'expression', expression: 'input.title' })).toBe('y');
    expect(await ask({ type: 'expression', expression: 'status' })).toBe(200);
  });

  it('is nothing when the body is empty, and an error when it is no JSON', async () => {
    const empty = await serve((_request, response) => response.writeHead(204).end());
    expect(await runnerOf(documentOf(empty)).call(input)).toBeNull();
    const text = await serve((_request, response) => response.end('<html>'));
    await expect(runnerOf(documentOf(text)).call(input)).rejects.toMatchObject({
      code: 'TOOL_FAILED',
      message: expect.stringContaining('not JSON'),
    });
  });

  it('is an error with what the server said when it refuses', async () => {
    const host = await serve((_request, response) =>
      response.writeHead(404).end('{"message":"no such list"}'),
    );
    await expect(runnerOf(documentOf(host)).call(input)).rejects.toMatchObject({
      code: 'TOOL_FAILED',
      message: `${host} answered with 404 Not Found.`,
      hint: expect.stringContaining('no such list'),
      details: { status: 404 },
    });
  });

  it('has a limit in size and in time, and ends when the call is cancelled', async () => {
    const large = await serve((_request, response) =>
      response.end(JSON.stringify('x'.repeat(3 * 1024 * 1024))),
    );
    await expect(runnerOf(documentOf(large)).call(input)).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    });
    const silent = await serve(() => undefined);
    await expect(runnerOf(documentOf(silent, { timeoutMs: 1_000 })).call(input)).rejects.toMatchObject({
      code: 'TOOL_TIMED_OUT',
    });
    const controller = new AbortController();
    const pending = runnerOf(documentOf(silent)).call(input, controller.signal);
    controller.abort(new Error('cancelled by a person'));
    await expect(pending).rejects.toThrow('cancelled by a person');
  });
});

describe('the preview of a request', () => {
  it('shows what would be sent, with every secret masked, and sends nothing', async () => {
    const host = await serve();
    const shown = previewRequest(documentOf(host), { list: 'x', title: 'Milk' }, parsePathExpression);
    expect(shown).toEqual({
      method: 'POST',
      url: `http://${host}/lists/x/items?page=1&key=[secret:QUERY_KEY]`,
      headers: {
        accept: 'application/json',
        authorization: 'Bearer [secret:TOKEN]',
        'content-type': 'application/json',
        'x-title': 'Milk',
      },
      body: '{"title":"New: Milk","fixed":[1,null],"key":"[secret:TOKEN]"}',
    });
    expect(received).toEqual([]);
  });
});
