/**
 * What people and programs sign in with is made, used and misused, and is then looked for in everything that was
 * logged, told over sockets or kept: hashes may be kept, the words themselves nowhere.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger } from '@codexos/utils/logging';
import { createRedactor } from '@codexos/utils/redactor';
import { expect, it } from 'vitest';
import { linearFlow } from './flows.ts';
import { connectWith, join as joinWorkspace, PASSWORD, setUp, signIn } from './people.ts';
import { START_TOKEN, startTestServer } from './start-test-server.ts';

it('keeps passwords, session cookies, invitations, API tokens and share links out of logs, events and files', async () => {
  const logged: string[] = [];
  const told: string[] = [];
  const redactor = createRedactor();
  await using server = await startTestServer({
    auth: 'accounts',
    redactor,
    logger: createLogger({
      level: 'trace',
      destination: { write: (line: string) => void logged.push(line) },
      redactor,
    }),
  });
  const admin = await setUp(server);
  const socket = await connectWith(server, { cookie: admin.cookie });
  socket.onAny((...event: unknown[]) => told.push(JSON.stringify(event)));
  const make = async (path: string, body: object): Promise<{ id: string; token: string; value: string }> =>
    (await admin.request('POST', `/api/v1${path}`, body)).body as {
      id: string;
      token: string;
      value: string;
    };

  const invitation = await make('/invitations', { role: 'creator' });
  const bob = await joinWorkspace(server, { admin, role: 'creator', name: 'Bob' });
  const bobAgain = await signIn(server, bob.email);
  const api = await make('/api-tokens', { name: 'a program' });
  const flow = await make('/flows', { flow: linearFlow() });
  await admin.request('POST', `/api/v1/flows/${flow.id}/publish`, {});
  const link = await make('/share-links', { kind: 'run', thing: { type: 'flow', id: flow.id } });
  const { deployment } = (
    await admin.request('POST', '/api/v1/deployments', {
      target: { type: 'flow', flowId: flow.id },
      image: 'example.org/codexos:1',
    })
  ).body as { deployment: { id: string } };
  const call = await make(`/deployments/${deployment.id}/tokens`, { name: 'a shop window' });

  // Used, and misused in every place where they could be echoed.
  const credentials = [
    PASSWORD,
    START_TOKEN,
    invitation.token,
    api.value,
    link.token,
    call.value,
    ...[admin, bob, bobAgain].map(({ cookie }) => cookie.slice(cookie.indexOf('=') + 1)),
  ];
  expect(credentials).toEqual(credentials.map(() => expect.stringMatching(/^.{15,}/)));
  for (const word of credentials) {
    await server.request('GET', '/api/v1/flows', { token: word });
    await server.request('GET', '/api/v1/nowhere', { token: word });
    await server.request('POST', '/api/v1/session/sign-in', {
      token: null,
      body: { email: 'ada@example.org', password: `${word}!` },
    });
    for (const path of ['/shared/open', '/shared/run', '/invitations/look-up', '/session/exchange'])
      await server.request('POST', `/api/v1${path}`, { token: null, body: { token: word } });
    await connectWith(server, { authorization: `Bearer ${word}` }).catch(() => undefined);
  }
  await server.request('POST', '/api/v1/shared/run', {
    token: null,
    body: { token: link.token, input: { text: 'Go.' } },
  });
  for (const path of [
    '/audit',
    '/audit/verification',
    '/sessions',
    '/api-tokens',
    '/share-links',
    '/invitations',
  ])
    told.push(JSON.stringify((await admin.request('GET', `/api/v1${path}`)).body));

  expect(logged.length).toBeGreaterThan(0);
  const places = [
    { name: 'log', text: logged.join('\n') },
    { name: 'answers and events', text: told.join('\n') },
  ];
  const { dataFolder } = server.test;
  for (const file of await readdir(dataFolder, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      places.push({ name: file.name, text: await readFile(join(file.parentPath, file.name), 'latin1') });
  const found = places.flatMap(({ name, text }) =>
    credentials.filter((word) => text.includes(word)).map((word) => `${name}: ${word.slice(0, 6)}…`),
  );
  expect(found).toEqual([]);
});
