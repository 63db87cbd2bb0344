import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDeferred } from '@codexos/utils/async';

/** A server of the OpenAI kind that takes every question and never answers one. */
export async function startSilentModelServer() {
  const asked = createDeferred<void>();
  const server = createServer((incoming, response) => {
    if (incoming.url?.endsWith('/models')) {
      response.setHeader('content-type', 'application/json');
      response.end('{"object":"list","data":[{"id":"silent","object":"model"}]}');
      return;
    }
    asked.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Resolves when a question has come. */
    asked: asked.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
