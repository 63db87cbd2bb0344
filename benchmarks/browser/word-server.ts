/** A model server that answers at once, so that what is measured is the way and not the model. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WordServer extends AsyncDisposable {
  baseUrl: string;
}

export async function startWordServer(): Promise<WordServer> {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/models')) {
      response.setHeader('content-type', 'application/json');
      response.end('{"object":"list","data":[{"id":"words","object":"model","owned_by":"bench"}]}');
      return;
    }
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const send = (delta: object, finish: string | null = null): void =>
        void response.write(
          `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'words', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
        );
      send({ role: 'assistant', content: 'At once.' });
      // The end comes later, so that the first words are seen as they stream.
      setTimeout(() => {
        send({}, 'stop');
        response.end('data: [DONE]\n\n');
      }, 1_000);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
