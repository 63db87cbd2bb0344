/**
 * Everything live. A connection carries the same principal as REST and passes the same guard, again for every
 * request; what a room sends is only what its joiner may read.
 */
import type { Server as HttpServer, IncomingHttpHeaders } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { z } from 'zod';
import { assertAllowed, type Application, type Principal } from '@codexos/application';
import type { Permission } from '@codexos/protocol/contract';
import type { ClientToServerEvents, ServerToClientEvents } from '@codexos/protocol/socket-events';
import type { Result } from '@codexos/protocol/wire-error';
import { toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import { classify } from '../http/error-handler.ts';
import type { Authenticator } from '../http/authenticate.ts';
import type { OriginGuard } from '../http/origin-guard.ts';
import { handleDeployments } from './deployment-handlers.ts';
import { handleFlows } from './flow-handlers.ts';
import { handleIngest } from './ingest-handlers.ts';
import { handleRuns } from './run-handlers.ts';
import { watchRights } from './watch-rights.ts';

export type AppSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

export interface SocketOptions {
  server: HttpServer;
  application: Application;
  authenticator: Authenticator;
  guard: OriginGuard;
  logger: Logger;
}

/** What the handlers of one connection share. */
export interface Connection {
  socket: AppSocket;
  application: Application;
  /**
   * Guards, parses and answers one request. The reply carries a `Result`; nothing thrown reaches the socket.
   * Rights are looked up anew each time, so a revoked session can do nothing more.
   */
  answer<TSchema extends z.ZodType, TValue>(
    request: unknown,
    reply: unknown,
    options: {
      schema: TSchema;
      permission: Permission;
      work: (input: z.output<TSchema>, principal: Principal) => Promise<TValue>;
    },
  ): void;
}

export function createSocketServer({
  server,
  application,
  authenticator,
  guard,
  logger,
}: SocketOptions): Server<ClientToServerEvents, ServerToClientEvents> {
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(server, {
    path: '/socket.io',
    serveClient: false,
    destroyUpgrade: false,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    maxHttpBufferSize: 8 * 1024 * 1024,
    allowRequest: (request, decide) => {
      try {
        guard(request.headers);
        decide(null, true);
      } catch (error) {
        decide(classify(error).message, false);
      }
    },
  });

  const principalOf = async (headers: IncomingHttpHeaders): Promise<Principal | undefined> =>
    authenticator.principalOf({
      cookie: cookieOf(headers, authenticator.cookieName),
      authorization: headers.authorization,
    });

  io.use((socket, next) => {
    principalOf(socket.handshake.headers)
      .then((principal) => {
        assertAllowed(principal, 'session');
        next();
      })
      .catch((error: unknown) => next(classify(error)));
  });

  io.on('connection', (socket) => {
    const connection: Connection = {
      socket,
      application,
      answer(request, reply, { schema, permission, work }) {
        const respond =
          typeof reply === 'function'
            ? (result: Result<unknown>): void => void reply(application.services.redactor.redactJson(result))
            : () => undefined;
        const run = async (): Promise<unknown> => {
          const principal = await principalOf(socket.handshake.headers);
          assertAllowed(principal, permission);
          return work(schema.parse(request), principal);
        };
        run().then(
          (value) => respond({ ok: true, value }),
          (error: unknown) => {
            const errorId = createId<string>();
            const known = classify(error);
            if (known.code === 'INTERNAL') logger.error({ errorId, err: known }, known.message);
            respond({ ok: false, error: toWireError(known, { errorId }) });
          },
        );
      },
    };
    handleRuns(connection);
    handleIngest(connection);
    handleFlows(connection);
    handleDeployments(connection);
    const identify = (): Promise<Principal | undefined> => principalOf(socket.handshake.headers);
    identify()
      .then((principal) => {
        if (!principal) socket.disconnect(true);
        if (!principal || socket.disconnected) return;
        watchRights(connection, principal, identify);
        followWorkspace(connection, principal);
      })
      .catch(() => socket.disconnect(true));
  });
  return io;
}

/** Tells the connection about every change of status in its workspace. */
function followWorkspace({ socket, application }: Connection, { workspaceId }: Principal): void {
  const leave = application.services.topics.runStatus.subscribe(workspaceId, (change) =>
    socket.emit('run-status', change),
  );
  socket.on('disconnect', leave);
}

function cookieOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  for (const pair of headers.cookie?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=');
    // Our own values are base64url, so there is nothing to decode; what is not ours is nobody's session.
    if (key === name) return value.join('=');
  }
  return undefined;
}
