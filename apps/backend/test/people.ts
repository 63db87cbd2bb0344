/** People of a test server with accounts, each with a session of their own. */
import type { Role } from '@codexos/protocol/contracts/session.contract';
import { io } from 'socket.io-client';
import { START_TOKEN, type Reply, type TestServer, type TestSocket } from './start-test-server.ts';

export interface Person {
  userId: string;
  workspaceId: string;
  email: string;
  cookie: string;
  request(method: string, path: string, body?: unknown): Promise<Reply>;
  connect(): Promise<TestSocket>;
}

export const PASSWORD = 'four words are enough';

/** Makes the first account with the start token. */
export async function setUp(server: TestServer): Promise<Person> {
  return enter(server, {
    path: '/api/v1/session/sign-up',
    body: {
      token: { type: 'setup', value: START_TOKEN },
      name: 'Ada',
      email: 'ada@example.org',
      password: PASSWORD,
    },
  });
}

/** Invites somebody and takes the invitation. */
export async function join(
  server: TestServer,
  { admin, role, name }: { admin: Person; role: Role; name: string },
): Promise<Person> {
  const { body } = await admin.request('POST', '/api/v1/invitations', { role });
  return enter(server, {
    path: '/api/v1/session/sign-up',
    body: {
      token: { type: 'invitation', value: (body as { token: string }).token },
      name,
      email: `${name.toLowerCase()}@example.org`,
      password: PASSWORD,
    },
  });
}

export async function signIn(server: TestServer, email: string, password = PASSWORD): Promise<Person> {
  return enter(server, { path: '/api/v1/session/sign-in', body: { email, password } });
}

async function enter(
  server: TestServer,
  { path, body }: { path: string; body: { email: string } & Record<string, unknown> },
): Promise<Person> {
  const reply = await server.request('POST', path, { token: null, body });
  if (reply.status !== 200)
    throw new Error(`${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { userId, workspaceId } = reply.body as { userId: string; workspaceId: string };
  return {
    userId,
    workspaceId,
    email: body.email,
    cookie,
    request: (method, url, content) =>
      server.request(method, url, {
        token: null,
        headers: { cookie },
        ...(content === undefined ? {} : { body: content }),
      }),
    connect: () => connectWith(server, { cookie }),
  };
}

export function connectWith(server: TestServer, headers: Record<string, string>): Promise<TestSocket> {
  const socket: TestSocket = io(server.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers,
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

export function codeOf({ body }: Reply): string | undefined {
  return typeof body === 'object' && body !== null && 'error' in body
    ? (body.error as { code: string }).code
    : undefined;
}
