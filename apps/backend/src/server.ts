/** Puts the parts together: application, REST, sockets and pages on one port. Tests start it the same way. */
import type { AddressInfo } from 'node:net';
import type { Application } from '@codexos/application';
import type { Logger } from '@codexos/utils/logging';
import { createForwardedPages, createNextPages, mountPages, type FrontDoor } from './front-door.ts';
import { createAuthenticator } from './http/authenticate.ts';
import { createHttp, type RouteListener } from './http/create-http.ts';
import { createOriginGuard } from './http/origin-guard.ts';
import { watchQuietConnections } from './quiet-connections.ts';
import { createSocketServer } from './socket/socket-server.ts';

export interface ServerOptions {
  application: Application;
  logger: Logger;
  version: string;
  startToken: string;
  host: string;
  port: number;
  /** Names beside loopback that the server may be called by. */
  allowedHosts: readonly string[];
  /** Address that browsers reach the server at, where it is not the one that it listens on. */
  publicUrl?: string | undefined;
  /** Where the pages come from; `none` serves the API alone. */
  pages:
    | { type: 'none' }
    | { type: 'next'; folder: string; isDevelopment: boolean }
    | { type: 'origin'; origin: string };
  onRoute?: RouteListener | undefined;
}

export interface RunningServer {
  port: number;
  /** The address to open; the start token, while it opens something, stands in the fragment, which browsers never send. */
  address: string;
  /** Stops taking work, lets answers under way finish, then closes everything. Runs go on at the next start. */
  stop(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { application, logger, host, startToken } = options;
  let isStopping = false;
  const publicHosts = options.publicUrl === undefined ? [] : [new URL(options.publicUrl).hostname];
  const guard = createOriginGuard({ hosts: [...options.allowedHosts, ...publicHosts] });
  const port = options.port;
  const authenticator = createAuthenticator(application, { startToken, port });
  const app = await createHttp({
    application,
    authenticator,
    guard,
    logger,
    version: options.version,
    publicUrl: options.publicUrl,
    isSecure: options.publicUrl?.startsWith('https:') ?? false,
    isDevelopment: options.pages.type === 'next' && options.pages.isDevelopment,
    isStopping: () => isStopping,
    onRoute: options.onRoute,
  });
  const pages = await openPages(options);
  mountPages(app, pages);
  const sockets = createSocketServer({ server: app.server, application, authenticator, guard, logger });
  const quiet = watchQuietConnections(app.server);
  await app.listen({ host, port });
  const actualPort = (app.server.address() as AddressInfo).port;
  const origin = options.publicUrl ?? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${actualPort}`;
  return {
    port: actualPort,
    address: `${origin.replace(/\/$/, '')}/${(await hasUseForStartToken(application)) ? `#start=${startToken}` : ''}`,
    stop: async () => {
      isStopping = true;
      const closed = sockets.close();
      quiet.end();
      await closed;
      await app.close();
      await pages?.close();
      await application.close();
    },
  };
}

/** With accounts the start token is good for making the first one, and for nothing after that. */
async function hasUseForStartToken({ services }: Application): Promise<boolean> {
  return services.authMode === 'local' || services.access.needsSetup();
}

async function openPages({ pages, host, port }: ServerOptions): Promise<FrontDoor | undefined> {
  switch (pages.type) {
    case 'none':
      return undefined;
    case 'origin':
      return createForwardedPages(pages.origin);
    case 'next':
      return createNextPages({
        folder: pages.folder,
        hostname: host,
        port,
        isDevelopment: pages.isDevelopment,
      });
  }
}
