/**
 * A local server that speaks the Console API: stateful, with every request and every answer of its own checked
 * against the document, a real process for each lease, and a fault for each step. It is a double and says so in
 * its `server` header; nothing in it stands on a chain.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createRoutes, refuse, type ConsoleReply } from './console-routes.ts';
import { ConsoleWorld } from './console-world.ts';
import type { Fault } from './faults.ts';
import { serveLogs } from './serve-logs.ts';
import type { StartService } from './start-process.ts';
import { createWireCheck } from './wire-check.ts';

export interface ConsoleDoubleOptions {
  apiKey: string;
  startService: StartService;
  port?: number;
  bidDelayMs?: number;
  /** Called when a call has had its effect and before its answer leaves. */
  beforeAnswer?: (call: string) => void | Promise<void>;
}

export interface ConsoleDouble extends AsyncDisposable {
  url: string;
  world: ConsoleWorld;
  /** Method and path of every call, in order. */
  calls: string[];
  /** Answers of the double that were not as the document says; always empty unless the double is wrong. */
  broken: string[];
  fail(fault: Fault): void;
  heal(): void;
}

export async function startConsoleDouble({
  apiKey,
  startService,
  port = 0,
  bidDelayMs = 0,
  beforeAnswer,
}: ConsoleDoubleOptions): Promise<ConsoleDouble> {
  const world = new ConsoleWorld({ startService });
  const check = createWireCheck();
  const tokens = new Map<string, number>();
  const routes = createRoutes({ world, bidDelayMs, tokens });
  const calls: string[] = [];
  const broken: string[] = [];

  const answer = async (request: IncomingMessage): Promise<ConsoleReply> => {
    const url = new URL(request.url ?? '/', 'http://double');
    const method = request.method ?? 'GET';
    calls.push(`${method} ${url.pathname}`);
    const body = await text(request);
    const refused = refusalFor(request, { world, apiKey });
    if (refused) return refused;
    const matched = check.match(method, url.pathname);
    if (!matched) return refuse(404, `There is no ${method} ${url.pathname}`);
    const call = {
      params: matched.params,
      query: Object.fromEntries(url.searchParams),
      body: body === '' ? undefined : (JSON.parse(body) as unknown),
    };
    const problem = check.requestProblem(matched.name, call);
    if (problem !== undefined) return refuse(400, problem);
    const reply = await routes[matched.name](call);
    const own = 'json' in reply ? check.answerProblem(matched.name, reply.status, reply.json) : undefined;
    if (own !== undefined) broken.push(`${matched.name}: ${own}`);
    await beforeAnswer?.(`${method} ${url.pathname}`);
    return reply;
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, refuse(500, String(error))),
    );
  });
  const logs = serveLogs({ server, world, tokens });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    calls,
    broken,
    fail: (fault) => void world.faults.add(fault),
    heal: () => world.faults.clear(),
    async [Symbol.asyncDispose]() {
      await world.stop();
      logs.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function refusalFor(
  { headers }: IncomingMessage,
  { world: { faults }, apiKey }: { world: ConsoleWorld; apiKey: string },
): ConsoleReply | undefined {
  if (faults.has('unavailable')) return refuse(503, 'Service Unavailable');
  if (faults.has('rate-limited')) return refuse(429, 'Too many requests');
  if (headers.authorization !== undefined) return refuse(400, 'Send the API key alone');
  if (headers['x-api-key'] !== apiKey || faults.has('key-refused')) return refuse(401, 'Unauthorized');
  return undefined;
}

function send(response: ServerResponse, reply: ConsoleReply): void {
  if ('lost' in reply) {
    response.destroy();
    return;
  }
  const isJson = 'json' in reply;
  response.writeHead(reply.status, {
    server: 'akash-console-double',
    'content-type': isJson ? 'application/json' : 'text/html',
  });
  response.end(isJson ? JSON.stringify(reply.json) : reply.text);
}
