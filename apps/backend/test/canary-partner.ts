/** A service that gives back the key it was called with, in every form it can. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CanaryPartner extends AsyncDisposable {
  host: string;
  /** What it was given as a key, in the order of the calls. */
  received: string[];
  /** Lets models wait with their first word until the function that it gives is called. */
  hold(): () => void;
}

/** Models and embeddings below `/v1`, the Console API of Akash below `/console`, and anything else as a plain service. */
export async function startCanaryPartner(): Promise<CanaryPartner> {
  const received: string[] = [];
  let mayStream: Promise<void> = Promise.resolve();
  const server = createServer((request, response) => {
    const key = keyOf(request);
    received.push(key);
    const { url = '' } = request;
    const inQuery = new URL(url, 'http://partner').searchParams.get('key');
    if (inQuery !== null) received.push(inQuery);
    if (url.endsWith('/models')) sendJson(response, { data: [{ id: 'parrot' }] });
    else if (url.endsWith('/embeddings')) sendJson(response, { error: { message: `Not with ${key}` } }, 401);
    else if (url.startsWith('/v1/')) void mayStream.then(() => streamBack(key, response));
    else if (url.startsWith('/console/'))
      sendJson(response, { message: `Not with ${key}`, ...echoOf(key) }, 401);
    else sendJson(response, echoOf(key));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    received,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      mayStream = promise;
      return resolve;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function keyOf({ headers }: IncomingMessage): string {
  const { authorization = '', 'x-api-key': apiKey } = headers;
  return typeof apiKey === 'string' ? apiKey : authorization;
}

/** What a careless service may answer. */
function echoOf(key: string): object {
  const bytes = Buffer.from(key);
  return {
    plain: key,
    [key]: 'as a key',
    nested: JSON.stringify({ key }),
    base64: bytes.toString('base64'),
    base64url: bytes.toString('base64url'),
    hex: bytes.toString('hex'),
    percent: encodeURIComponent(key),
  };
}

/** A model that says its key, three characters at a time, and then in base64. */
function streamBack(key: string, response: ServerResponse): void {
  const text = `Your key is ${key}, or ${Buffer.from(key).toString('base64')}.`;
  response.setHeader('content-type', 'text/event-stream');
  const send = (choice: object): void => {
    const chunk = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'parrot' };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, ...choice }] })}\n\n`);
  };
  for (const content of text.match(/.{1,3}/gs) ?? []) send({ delta: { content }, finish_reason: null });
  send({ delta: {}, finish_reason: 'stop' });
  response.end('data: [DONE]\n\n');
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}
