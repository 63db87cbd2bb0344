/**
 * One port for everything: `/api`, `/v1` and `/socket.io` are the backend's own, the rest are the studio's pages, made
 * by Next in this process or by a web server elsewhere. No rewrites: they buffer streams and lose addresses.
 */
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { CodexError } from '@codexos/utils/errors';

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface FrontDoor {
  handler: PageHandler;
  close(): Promise<void>;
}

/** Pages by Next from its built folder. */
export async function createNextPages({
  folder,
  hostname,
  port,
  isDevelopment,
}: {
  folder: string;
  hostname: string;
  port: number;
  isDevelopment: boolean;
}): Promise<FrontDoor> {
  const imported = await import('next');
  // Next is CommonJS: what Node calls its default is the module itself, which is the function.
  const next = imported.default as unknown as typeof imported.default.default;
  const pages = next({ dev: isDevelopment, dir: folder, hostname, port, quiet: true });
  await pages.prepare();
  const handle = pages.getRequestHandler();
  return { handler: (request, response) => handle(request, response), close: () => pages.close() };
}

/** Pages from a web server at another address, passed through as they are. */
export function createForwardedPages(origin: string): FrontDoor {
  const target = new URL(origin);
  return {
    handler: (request, response) =>
      new Promise<void>((resolve) => {
        const forwarded = httpRequest(
          {
            host: target.hostname,
            port: target.port,
            path: request.url,
            method: request.method,
            headers: { ...request.headers, host: target.host },
          },
          (answer) => {
            response.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(response).on('close', resolve);
          },
        );
        forwarded.on('error', (error) => {
          response
            .writeHead(502, { 'content-type': 'text/plain; charset=utf-8' })
            .end(`The web server at ${target.host} does not answer: ${error.message}`);
          resolve();
        });
        request.pipe(forwarded);
      }),
    close: async () => undefined,
  };
}

/** Hands every path that is not the API's to the pages. */
export function mountPages(app: FastifyInstance, pages: FrontDoor | undefined): void {
  app.setNotFoundHandler(async (request, reply) => {
    const isPage =
      !request.url.startsWith('/api/') &&
      !request.url.startsWith('/v1/') &&
      (request.method === 'GET' || request.method === 'HEAD');
    if (!pages || !isPage) {
      throw new CodexError({
        code: 'NOT_FOUND',
        message: `There is nothing at ${request.method} ${request.url.split('?')[0] ?? ''}.`,
        hint: 'See /api/v1/openapi.json for the operations of the API.',
      });
    }
    reply.hijack();
    await pages.handler(request.raw, reply.raw);
  });
}
