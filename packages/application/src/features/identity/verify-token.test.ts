import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTokenVerifier, type VerifyToken } from './verify-token.ts';

let server: Server;
let base: string;
let key: CryptoKey;
let strangerKey: CryptoKey;
/** Published, but for an algorithm that is not taken. */
let longerKey: CryptoKey;
let verify: VerifyToken;

/** A local issuer with one key; tokens of each shape are minted below. */
beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  strangerKey = (await generateKeyPair('RS256')).privateKey;
  key = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const longer = await generateKeyPair('RS512');
  longerKey = longer.privateKey;
  const longerJwk = { ...(await exportJWK(longer.publicKey)), kid: 'two', alg: 'RS512', use: 'sig' };
  server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk, longerJwk] })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const common = { jwksUrl: `${base}/jwks`, algorithms: ['RS256', 'ES256'] };
  verify = createTokenVerifier([
    { ...common, issuer: `${base}/auth/v1`, audience: 'authenticated' },
    { ...common, issuer: `${base}/clerk`, authorizedParties: ['https://studio.example.org'] },
    { ...common, issuer: `${base}/realms/one`, audience: 'codexos' },
  ]);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

interface Shape {
  path: string;
  claims: Record<string, unknown>;
}

const SHAPES: Record<string, Shape> = {
  supabase: {
    path: '/auth/v1',
    claims: { aud: 'authenticated', role: 'authenticated', email: 'a@example.org' },
  },
  clerk: { path: '/clerk', claims: { azp: 'https://studio.example.org', sid: 'sess_1' } },
  oidc: { path: '/realms/one', claims: { aud: 'codexos', name: 'Ada', groups: ['makers'] } },
};

interface Wrong {
  issuer?: string;
  claims?: Record<string, unknown>;
  signer?: CryptoKey;
  expiresAt?: number;
  notBefore?: number;
}

function mint({ path, claims }: Shape, wrong: Wrong = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ ...claims, ...wrong.claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuer(wrong.issuer ?? `${base}${path}`)
    .setSubject('user-1')
    .setIssuedAt(now)
    .setNotBefore(wrong.notBefore ?? now)
    .setExpirationTime(wrong.expiresAt ?? now + 60)
    .sign(wrong.signer ?? key);
}

describe.each(Object.entries(SHAPES))('a token of %s', (_name, shape) => {
  const now = Math.floor(Date.now() / 1_000);

  it('is taken when everything is right', async () => {
    expect(await verify(await mint(shape))).toMatchObject({
      issuer: `${base}${shape.path}`,
      subject: 'user-1',
    });
  });

  it.each([
    ['another issuer', { issuer: 'https://issuer.invalid' }],
    ['another key', 'stranger'],
    ['a time that is over', { expiresAt: now - 60 }],
    ['a time that is to come', { notBefore: now + 600 }],
    ['another audience or party', { claims: { aud: 'somebody-else', azp: 'https://other.invalid' } }],
  ] as const)('is refused with %s', async (_what, wrong) => {
    const given = wrong === 'stranger' ? { signer: strangerKey } : wrong;
    await expect(verify(await mint(shape, given))).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it('is refused with a right signature of an algorithm that is not taken', async () => {
    const token = await new SignJWT(shape.claims)
      .setProtectedHeader({ alg: 'RS512', kid: 'two' })
      .setIssuer(`${base}${shape.path}`)
      .setSubject('user-1')
      .setExpirationTime('1m')
      .sign(longerKey);
    await expect(verify(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it('is refused with no signature, a symmetric one, or changed words', async () => {
    const good = await mint(shape);
    const [, payload = '', signature = ''] = good.split('.');
    const header = (alg: string) => Buffer.from(JSON.stringify({ alg, kid: 'one' })).toString('base64url');
    const symmetric = await new SignJWT(shape.claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .setIssuer(`${base}${shape.path}`)
      .setSubject('user-1')
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode('a secret that is long enough to sign'));
    const changed = Buffer.from(
      JSON.stringify({ ...shape.claims, iss: `${base}${shape.path}`, sub: 'admin', exp: now + 600 }),
    ).toString('base64url');
    for (const token of [
      `${header('none')}.${payload}.`,
      symmetric,
      `${good.split('.')[0] ?? ''}.${changed}.${signature}`,
      'nonsense',
      '',
    ])
      await expect(verify(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });
});

it('believes an e-mail address only when the issuer has verified it', async () => {
  const shape = { path: '/realms/one', claims: { aud: 'codexos', email: 'Ada@Example.org' } };
  expect(await verify(await mint(shape))).not.toHaveProperty('email');
  expect(await verify(await mint(shape, { claims: { email_verified: true } }))).toMatchObject({
    email: 'ada@example.org',
  });
});
