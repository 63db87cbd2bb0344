/**
 * A server on this machine that speaks the streaming wire formats of OpenAI's chat completions and of Anthropic's
 * messages, and says what a test tells it to. Providers are tested against it over real HTTP.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropicFrames } from './anthropic-frames.ts';
import { openAiFrames } from './openai-frames.ts';

export interface ServerAnswer {
  text?: string;
  toolCalls?: { id: string; name: string; input: object }[];
  usage?: { inputTokens: number; outputTokens: number };
  /** Says nothing before this is settled. */
  waitFor?: Promise<void>;
  /** An HTTP error instead of an answer. */
  status?: number;
  /** Closes the connection after this many frames. */
  cutAfterFrames?: number;
  /** Keeps the connection open after this many frames and sends nothing more. */
  hangAfterFrames?: number;
}

export interface ServerRequest {
  format: 'openai' | 'anthropic';
  headers: IncomingMessage['headers'];
  /** The body as it came. */
  body: WireBody;
}

export interface WireBody {
  model: string;
  system?: unknown;
  messages: { role: string; content: unknown; tool_calls?: unknown }[];
  tools?: { name?: string; function?: { name: string } }[];
}

export interface ScriptedModelServer extends AsyncDisposable {
  /** Without a path, such as `http://127.0.0.1:1234`. */
  url: string;
  requests: ServerRequest[];
  /** Connections that the client has closed before the answer was whole. */
  abortedCount(): number;
}

export type ServerScript =
  readonly ServerAnswer[] | ((request: ServerRequest, index: number) => ServerAnswer);

export async function startScriptedModelServer(script: ServerScript): Promise<ScriptedModelServer> {
  const requests: ServerRequest[] = [];
  let abortedCount = 0;
  const answerTo = (request: ServerRequest): ServerAnswer => {
    const index = requests.push(request) - 1;
    const answer = typeof script === 'function' ? script(request, index) : script[index];
    return answer ?? { status: 500 };
  };
  const server = createServer((incoming, response) => {
    void handle(incoming, response, answerTo);
    response.on('close', () => {
      if (!response.writableFinished) abortedCount += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    abortedCount: () => abortedCount,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  answerTo: (request: ServerRequest) => ServerAnswer,
): Promise<void> {
  const path = incoming.url ?? '';
  if (incoming.method === 'GET') {
    sendJson(
      response,
      200,
      path.startsWith('/api/tags') ? { models: [{ name: 'tiny:1b' }] } : { data: [{ id: 'tiny' }] },
    );
    return;
  }
  const format = path.endsWith('/messages') ? 'anthropic' : 'openai';
  const body = JSON.parse(await readBody(incoming)) as WireBody;
  const answer = answerTo({ format, headers: incoming.headers, body });
  await answer.waitFor;
  if (answer.status !== undefined) {
    const error = { type: 'api_error', message: `scripted ${answer.status}` };
    sendJson(response, answer.status, format === 'openai' ? { error } : { type: 'error', error });
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const frames = format === 'openai' ? openAiFrames(answer) : anthropicFrames(answer);
  for (const [index, frame] of frames.entries()) {
    if (index === answer.hangAfterFrames) return;
    if (index === answer.cutAfterFrames) {
      response.destroy();
      return;
    }
    response.write(frame);
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  return text;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
