/** A server on this machine that speaks the embeddings wire formats of OpenAI and Ollama. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDeferred } from '@codexos/utils/async';

export interface EmbeddingsRequest {
  path: string;
  authorization: string | undefined;
  model: string;
  input: string[];
}

export interface EmbeddingsServer extends AsyncDisposable {
  /** Without a path, such as `http://127.0.0.1:1234`. */
  url: string;
  requests: EmbeddingsRequest[];
  /** From now on every request gets this status; undefined answers again. */
  failWith(status: number | undefined): void;
  /** Requests wait from now on; the returned function lets them through. */
  hold(): () => void;
  /** Resolves at the next request, also at one that is held. */
  nextRequest(): Promise<EmbeddingsRequest>;
}

/** `vectorOf` decides what a text means. */
export async function startEmbeddingsServer(
  vectorOf: (text: string) => readonly number[],
): Promise<EmbeddingsServer> {
  const requests: EmbeddingsRequest[] = [];
  let status: number | undefined;
  let gate: Promise<void> = Promise.resolve();
  let arrival = createDeferred<EmbeddingsRequest>();
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { model: string; input: string[] };
      const path = incoming.url ?? '';
      const request = { ...body, path, authorization: incoming.headers.authorization };
      requests.push(request);
      arrival.resolve(request);
      arrival = createDeferred();
      const vectors = body.input.map(vectorOf);
      void gate.then(() => {
        response.writeHead(status ?? 200, { 'content-type': 'application/json' });
        if (status !== undefined) response.end('{"error":{"message":"out of order"}}');
        else if (path === '/api/embed') response.end(JSON.stringify({ embeddings: vectors }));
        else {
          const data = vectors.map((embedding, index) => ({ index, embedding }));
          response.end(JSON.stringify({ data: data.toReversed() }));
        }
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    failWith: (next) => {
      status = next;
    },
    hold() {
      const deferred = createDeferred<void>();
      gate = deferred.promise;
      return () => deferred.resolve();
    },
    nextRequest: () => arrival.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
