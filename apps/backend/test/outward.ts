/** Watches what leaves this process: child processes, requests and connections, whoever makes them. */
import { spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Outward extends AsyncDisposable {
  /** Where a trap listens; hostile files name it. */
  trap: string;
  /** What left since the last call, without calls to `own`. */
  take(): string[];
  /** Starts a process and calls the trap, so that a test can see that both are seen. */
  provoke(): Promise<void>;
}

/** Where the app looks by itself for a local model server, whatever it is sent. */
const OLLAMA_PORT = 11434;

/** `own` is the server under test, which the test itself calls. */
export async function watchOutward(own: string): Promise<Outward> {
  let seen: string[] = [];
  const trap: Server = createServer((request, response) => {
    seen.push(`trap hit ${request.url ?? ''}`);
    response.end('trapped');
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  const expectedPorts = new Set([Number(new URL(own).port), OLLAMA_PORT]);

  const onProcess = () => void seen.push('process');
  const onFetch = (message: unknown) => {
    const { request } = message as { request: { origin: string | URL; path: string } };
    if (!expectedPorts.has(Number(new URL(request.origin).port)))
      seen.push(`request ${request.origin.toString()}`);
  };
  const onHttp = (message: unknown) => {
    const { request } = message as { request: { host: string } };
    seen.push(`request ${request.host}`);
  };
  const onSocket = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => {
      if (!expectedPorts.has(socket.remotePort ?? 0))
        seen.push(`connection ${socket.remoteAddress}:${socket.remotePort}`);
    });
  };
  const channels = [
    ['child_process', onProcess],
    ['undici:request:create', onFetch],
    ['http.client.request.start', onHttp],
    ['net.client.socket', onSocket],
  ] as const;
  for (const [name, listener] of channels) subscribe(name, listener);
  const address = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
  return {
    trap: address,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    async provoke() {
      await new Promise((resolve) => spawn(process.execPath, ['--version']).once('exit', resolve));
      await fetch(`${address}/provoked`).then((response) => response.text());
    },
    async [Symbol.asyncDispose]() {
      for (const [name, listener] of channels) unsubscribe(name, listener);
      trap.closeAllConnections();
      await new Promise((resolve) => trap.close(resolve));
    },
  };
}
