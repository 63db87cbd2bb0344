import {
  createTestApplication,
  type TestApplication,
  type TestApplicationOptions,
} from '@codexos/application/testing';
import type { ClientToServerEvents, ServerToClientEvents } from '@codexos/protocol/socket-events';
import { createLogger } from '@codexos/utils/logging';
import { io, type Socket } from 'socket.io-client';
import { startServer } from '../src/server.ts';

import { START_TOKEN } from './start-token.ts';

export { START_TOKEN };

export type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

export interface Reply {
  status: number;
  body: unknown;
  headers: Headers;
}

export interface TestServer extends AsyncDisposable {
  url: string;
  test: TestApplication;
  /** Every route that it answers, `METHOD /path`. */
  routes: readonly string[];
  /** Sends as the local admin unless `token` says otherwise; `null` sends nothing. */
  request(
    method: string,
    path: string,
    options?: { body?: unknown; token?: string | null; headers?: Record<string, string> },
  ): Promise<Reply>;
  connect(token?: string | null): Promise<TestSocket>;
}

/** The whole backend without pages on a free port of loopback. */
export async function startTestServer(options: TestApplicationOptions = {}): Promise<TestServer> {
  const test = await createTestApplication(options);
  const routes: string[] = [];
  const server = await startServer({
    application: test.application,
    logger: options.logger ?? createLogger({ level: 'silent' }),
    version: '0.0.0',
    startToken: START_TOKEN,
    host: '127.0.0.1',
    port: 0,
    allowedHosts: [],
    pages: { type: 'none' },
    onRoute: ({ method, url }) => routes.push(`${method} ${url}`),
  });
  await test.application.start();
  const url = `http://127.0.0.1:${server.port}`;
  const sockets: TestSocket[] = [];
  return {
    url,
    test,
    routes,
    async request(method, path, { body, token = START_TOKEN, headers = {} } = {}) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? undefined : JSON.parse(text),
        headers: response.headers,
      };
    },
    connect(token = START_TOKEN) {
      const socket: TestSocket = io(url, {
        transports: ['websocket'],
        reconnection: false,
        extraHeaders: token === null ? {} : { authorization: `Bearer ${token}` },
      });
      sockets.push(socket);
      return new Promise((resolve, reject) => {
        socket.once('connect', () => resolve(socket));
        socket.once('connect_error', reject);
      });
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.disconnect();
      await server.stop();
      await test.remove();
    },
  };
}
