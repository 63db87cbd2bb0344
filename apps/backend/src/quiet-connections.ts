import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Connections over which nothing has been asked yet: browsers and HTTP clients open them ahead of time. A server that
 * closes waits for them, and nobody else ends them.
 */
export function watchQuietConnections(server: Server): { end(): void } {
  const quiet = new Set<Socket>();
  server.on('connection', (socket) => {
    quiet.add(socket);
    socket.once('close', () => quiet.delete(socket));
  });
  server.on('request', ({ socket }) => quiet.delete(socket));
  return {
    end: () => {
      for (const socket of quiet) socket.destroy();
    },
  };
}
