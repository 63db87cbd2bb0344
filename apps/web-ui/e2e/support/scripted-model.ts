/** A local server that speaks the OpenAI wire format and says what it is told to, word by word. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedModel {
  baseUrl: string;
  /** Ends the answers that are held; those asked for later are held anew. */
  letGo: () => void;
  /** Refuses to make vectors, or makes them again. */
  refuseVectors: (isRefusing: boolean) => void;
  close: () => Promise<void>;
}

const WORDS = 'The answer arrives one word after the other, so that it can be watched on the node.'.split(
  ' ',
);
const PAUSE_MS = 60;

/** The plan that every planner gets: a step that is held until the test lets it go, another after it, the answer. */
const PLAN = {
  steps: [
    { id: 'sum', goal: 'Work out the sum, held', uses: { type: 'tool', tool: 'calculator' } },
    { id: 'clock', goal: 'Look at the clock', uses: { type: 'tool', tool: 'current-time' }, after: ['sum'] },
    { id: 'end', goal: 'Answer', uses: { type: 'answer' }, after: ['clock'] },
  ],
};

/** What the model calls when it is offered this one tool and no other, by an address in the prompt. */
const TOOL_INPUTS: Readonly<Record<string, (address: string) => object>> = {
  calculator: () => ({ expression: '1 + 1' }),
  'current-time': () => ({}),
  'http-request': (url) => ({ url, method: 'POST' }),
  'ask-writer': (url) => ({ goal: `Order at ${url}` }),
};

/**
 * A prompt with the word `endless` gets words until the caller hangs up; one with the word `held` gets all of them
 * but the end, which comes when the test says so; one with the words `answer with 401` is refused.
 */
export async function startScriptedModel(): Promise<ScriptedModel> {
  let held = Promise.withResolvers<void>();
  const letGo = () => {
    held.resolve();
    held = Promise.withResolvers<void>();
  };
  let isRefusing = false;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/embeddings')) void embed(request, response, isRefusing);
    else void answer(request, response, held.promise);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    letGo,
    refuseVectors: (refuses) => {
      isRefusing = refuses;
    },
    close: () => closeServer(server),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  isLetGo: Promise<void>,
): Promise<void> {
  if (request.url?.endsWith('/models')) {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ object: 'list', data: [{ id: 'scripted', object: 'model', owned_by: 'test' }] }),
    );
    return;
  }
  const body = await readBody(request);
  if (body.includes('answer with 401')) {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'The key is not known' } }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: object, finish: string | null = null) =>
    response.write(
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'scripted', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    );
  send({ role: 'assistant', content: '' });
  const end = (finish: string) => {
    send({}, finish);
    response.end('data: [DONE]\n\n');
  };
  if (body.includes('You plan work')) {
    send({ content: JSON.stringify(PLAN) });
    return end('stop');
  }
  const call = toolCallFor(body);
  if (call) {
    if (body.includes('held')) await isLetGo;
    send({ tool_calls: [call] });
    return end('tool_calls');
  }
  for (let index = 0; body.includes('endless') || index < WORDS.length; index += 1) {
    if (response.destroyed) return;
    send({ content: `${WORDS[index % WORDS.length] ?? ''} ` });
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  if (body.includes('held')) await isLetGo;
  end('stop');
}

/** Calls the one tool that is offered, once; an address in the prompt goes into the call. */
function toolCallFor(body: string): object | null {
  const { tools = [], messages } = JSON.parse(body) as {
    tools?: { function: { name: string } }[];
    messages: { role: string }[];
  };
  const [only, ...others] = tools;
  const inputOf = only && others.length === 0 ? TOOL_INPUTS[only.function.name] : undefined;
  if (!only || !inputOf || messages.some(({ role }) => role === 'tool')) return null;
  const address = /http:\/\/127\.0\.0\.1:\d+\/\w+/.exec(body)?.[0] ?? '';
  const call = { name: only.function.name, arguments: JSON.stringify(inputOf(address)) };
  return { index: 0, id: 'call-1', type: 'function', function: call };
}

/** Vectors of three numbers: the length of the text and how often it holds two letters. */
async function embed(request: IncomingMessage, response: ServerResponse, isRefusing: boolean): Promise<void> {
  const { input } = JSON.parse(await readBody(request)) as { input: string[] };
  response.setHeader('content-type', 'application/json');
  if (isRefusing) {
    response.statusCode = 400;
    response.end(JSON.stringify({ error: { message: 'The embedding model is not loaded' } }));
    return;
  }
  const vectorOf = (text: string) => [text.length, text.split('e').length, text.split('a').length];
  response.end(JSON.stringify({ data: input.map((text, index) => ({ index, embedding: vectorOf(text) })) }));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
