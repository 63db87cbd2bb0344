import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { ConsoleWorld } from './console-world.ts';

export const LOG_PATH = '/provider-proxy';

const request = z.object({
  type: z.literal('websocket'),
  url: z.url({ protocol: /^https$/ }),
  auth: z.object({ type: z.literal('jwt'), token: z.string() }),
  providerAddress: z.string(),
});

interface LogServerOptions {
  server: Server;
  world: ConsoleWorld;
  tokens: ReadonlyMap<string, number>;
}

/** The logs of a lease, as the provider proxy of Akash Console sends them. */
export function serveLogs({ server, world, tokens }: LogServerOptions): { close(): void } {
  const sockets = new WebSocketServer({ server, path: LOG_PATH });
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const parsed = request.safeParse(JSON.parse(data.toString('utf8')));
      if (!parsed.success) {
        socket.send(JSON.stringify({ type: 'websocket', error: 'Invalid message format' }));
        return;
      }
      const { url, auth, providerAddress } = parsed.data;
      const isExpired = (tokens.get(auth.token) ?? 0) < world.now || world.faults.has('token-expired');
      if (isExpired) socket.send(JSON.stringify({ type: 'websocket', error: 'tokenExpired' }));
      else stream({ socket, world, url: new URL(url), providerAddress });
    });
  });
  return {
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

interface StreamOptions {
  socket: WebSocket;
  world: ConsoleWorld;
  url: URL;
  providerAddress: string;
}

function stream({ socket, world, url, providerAddress }: StreamOptions): void {
  const [, dseq = ''] = /^\/lease\/(\d+)\/\d+\/\d+\/logs$/.exec(url.pathname) ?? [];
  const lease = world.deployments.get(dseq)?.lease;
  const service = lease?.service;
  if (!service || lease.provider.owner !== providerAddress) {
    socket.send(JSON.stringify({ type: 'websocket', message: '', closed: true, code: 1000 }));
    return;
  }
  const write = (line: string): void =>
    socket.send(
      JSON.stringify({ type: 'websocket', message: JSON.stringify({ name: 'codexos', message: line }) }),
    );
  for (const line of service.lines.slice(-Number(url.searchParams.get('tail') ?? 100))) write(line);
  if (url.searchParams.get('follow') !== 'true') {
    socket.send(JSON.stringify({ type: 'websocket', message: '', closed: true, code: 1000 }));
    return;
  }
  const leave = service.onLine(write);
  socket.on('close', leave);
}
