/** Sign-in with what a provider vouches for: tokens exchanged for a session, a form for Supabase, the way to OpenID. */
import { startSupabaseDouble, type SupabaseDouble } from '@codexos/application/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, connectWith, setUp, type Person } from './people.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const GRACE = { email: 'grace@example.org', password: 'kept by somebody else' };
const KEY = 'sb_publishable_of_the_tests';

let supabase: SupabaseDouble;
let server: TestServer;
let admin: Person;

beforeAll(async () => {
  supabase = await startSupabaseDouble({ publishableKey: KEY, ...GRACE });
  server = await startWith(KEY);
  admin = await setUp(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await supabase[Symbol.asyncDispose]();
});

function startWith(publishableKey: string | undefined): Promise<TestServer> {
  const issuer = `${supabase.url}/auth/v1`;
  return startTestServer({
    auth: 'accounts',
    identity: {
      roles: { roleOfGroup: {}, defaultRole: 'executor' },
      tokenIssuers: [
        {
          issuer,
          jwksUrl: `${issuer}/.well-known/jwks.json`,
          audience: 'authenticated',
          algorithms: ['ES256'],
        },
      ],
      supabase: publishableKey === undefined ? undefined : { issuer, publishableKey },
    },
  });
}

const post = (path: string, body: unknown, at = server) =>
  at.request('POST', `/api/v1/session/${path}`, { token: null, body });

it('offers a form only where it is set up', async () => {
  const { body } = await server.request('GET', '/api/v1/session/options', { token: null });
  expect(body).toMatchObject({ providers: [{ id: 'supabase', label: 'Supabase', kind: 'password' }] });
  await using without = await startWith(undefined);
  expect((await without.request('GET', '/api/v1/session/options', { token: null })).body).toMatchObject({
    providers: [],
  });
  expect(codeOf(await post('providers/supabase', GRACE, without))).toBe('NOT_FOUND');
});

it('signs somebody in who has an account at Supabase, and always as the same person', async () => {
  const first = await post('providers/supabase', GRACE);
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({ role: 'executor', mode: 'accounts', hasPassword: false });
  const cookie = first.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const session = await server.request('GET', '/api/v1/session', {
    token: null,
    headers: { cookie: cookie.split(';')[0] ?? '' },
  });
  expect(session.status).toBe(200);

  const again = await post('exchange', { token: await supabase.mint() });
  expect(again.body).toMatchObject({ userId: (first.body as { userId: string }).userId });
  const { body } = await admin.request('GET', '/api/v1/members');
  expect((body as { items: unknown[] }).items).toHaveLength(2);
});

it('says whose fault it is when Supabase refuses', async () => {
  const wrong = await post('providers/supabase', { ...GRACE, password: 'guessed' });
  expect(wrong.status).toBe(401);
  expect(codeOf(wrong)).toBe('SIGN_IN_FAILED');
  expect(JSON.stringify(wrong.body)).not.toContain('guessed');
  await using misconfigured = await startWith('another key');
  const refused = await post('providers/supabase', GRACE, misconfigured);
  expect(codeOf(refused)).toBe('UNAVAILABLE');
  expect(JSON.stringify(refused.body)).toContain('SUPABASE_ANON_KEY');
});

it('exchanges no token that is not for this server', async () => {
  for (const token of [
    'no token',
    await supabase.mint({ audience: 'somebody else' }),
    await supabase.mint({ issuer: 'https://example.org/auth/v1' }),
  ]) {
    const reply = await post('exchange', { token });
    expect(codeOf(reply)).toBe('TOKEN_INVALID');
    expect(reply.headers.get('set-cookie')).toBeNull();
  }
});

it('keeps a connection no longer than the token that opened it', async () => {
  // Within the tolerance for clocks that differ, which is five seconds.
  const token = await supabase.mint({ expiresAtS: Math.floor(Date.now() / 1_000) - 2 });
  const socket = await connectWith(server, { authorization: `Bearer ${token}` });
  expect(await new Promise((resolve) => socket.once('disconnect', resolve))).toBe('io server disconnect');
});

it('has no way to an OpenID provider that is not set up, and tells a browser in words', async () => {
  const away = await fetch(`${server.url}/api/v1/session/providers/oidc`, { redirect: 'manual' });
  expect(away.status).toBe(404);
  const back = await fetch(`${server.url}/api/v1/session/providers/oidc/callback?code=x&state=y`, {
    redirect: 'manual',
  });
  expect(back.status).toBe(302);
  expect(back.headers.get('location')).toMatch(/^\/#problem=/);
  expect(back.headers.getSetCookie().join()).not.toContain('codexos_session');
});
