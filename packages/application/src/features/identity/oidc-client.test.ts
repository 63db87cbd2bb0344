import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOidcClient } from './oidc-client.ts';

const CALLBACK = 'http://127.0.0.1:1/callback';

let server: Server;
let issuer: string;
let key: CryptoKey;
let strangerKey: CryptoKey;
/** The ID token that the provider gives for any code. */
let idToken = '';

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  key = pair.privateKey;
  strangerKey = (await generateKeyPair('RS256')).privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  server = createServer((request, response) => {
    const send = (body: object): void =>
      void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration')
      send({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    else if (request.url === '/jwks') send({ keys: [jwk] });
    else send({ access_token: 'x', token_type: 'bearer', expires_in: 60, id_token: idToken });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

interface Wrong {
  signer?: CryptoKey;
  issuer?: string;
  audience?: string;
  nonce?: string;
  expiresAt?: number;
  /** Instead of a token that is signed. */
  token?: string;
}

/** Goes to the provider and comes back with what it gives. */
async function signIn(wrong: Wrong = {}) {
  const client = createOidcClient({
    issuer,
    clientId: 'codexos',
    clientSecret: 'a secret of the tests',
    label: 'Keys',
    groupsClaim: 'groups',
  });
  const { pending } = await client.begin(CALLBACK);
  const now = Math.floor(Date.now() / 1_000);
  idToken =
    wrong.token ??
    (await new SignJWT({ nonce: wrong.nonce ?? pending.nonce, groups: ['makers'], name: 'Grace' })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(wrong.issuer ?? issuer)
      .setAudience(wrong.audience ?? 'codexos')
      .setSubject('grace')
      .setIssuedAt(now - 120)
      .setExpirationTime(wrong.expiresAt ?? now + 60)
      .sign(wrong.signer ?? key));
  return client.finish(`${CALLBACK}?code=any&state=${pending.state}`, pending);
}

it('believes an ID token when everything about it is right', async () => {
  expect(await signIn()).toEqual({ issuer, subject: 'grace', name: 'Grace', groups: ['makers'] });
});

it.each([
  ['another key', () => ({ signer: strangerKey })],
  ['another issuer', () => ({ issuer: 'https://issuer.invalid' })],
  ['another audience', () => ({ audience: 'somebody else' })],
  ['another nonce', () => ({ nonce: 'of another sign-in' })],
  ['a time that is over', () => ({ expiresAt: Math.floor(Date.now() / 1_000) - 60 })],
  ['no signature', () => ({ token: unsigned() })],
] as [string, () => Wrong][])('refuses an ID token with %s', async (_what, wrong) => {
  await expect(signIn(wrong())).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
});

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  return `${part({ alg: 'none' })}.${part({ iss: issuer, aud: 'codexos', sub: 'grace', iat: now, exp: now + 60 })}.`;
}
