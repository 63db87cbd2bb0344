/** Supabase Auth as far as signing in goes: the password grant, its refusals, and the published keys. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface SupabaseDouble extends AsyncDisposable {
  url: string;
  /** Mints an access token as the real one would, with changes. */
  mint(changes?: {
    audience?: string;
    issuer?: string;
    subject?: string;
    expiresAtS?: number;
  }): Promise<string>;
}

export interface SupabaseDoubleOptions {
  publishableKey: string;
  email: string;
  password: string;
}

export async function startSupabaseDouble(options: SupabaseDoubleOptions): Promise<SupabaseDouble> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const mint: SupabaseDouble['mint'] = ({
    audience = 'authenticated',
    issuer = `${url}/auth/v1`,
    subject = 'd6a1d7c2-5a8b-4b57-9d3e-0c7c1c3d9a10',
    expiresAtS = Math.floor(Date.now() / 1_000) + 3_600,
  } = {}) =>
    new SignJWT({ email: options.email, role: 'authenticated', aal: 'aal1', user_metadata: {} })
      .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(expiresAtS)
      .sign(privateKey);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.url === '/auth/v1/.well-known/jwks.json') return send(200, { keys: [jwk] });
    if (request.method !== 'POST' || request.url !== '/auth/v1/token?grant_type=password')
      return send(404, { code: 404, msg: 'Not found' });
    if (request.headers.apikey !== options.publishableKey) return send(401, { message: 'Invalid API key' });
    const { email, password } = (await readJson(request)) as Record<string, unknown>;
    if (email !== options.email || password !== options.password) {
      return send(400, { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' });
    }
    return send(200, {
      access_token: await mint(),
      token_type: 'bearer',
      expires_in: 3_600,
      refresh_token: 'a refresh token of the double',
      user: { id: 'd6a1d7c2-5a8b-4b57-9d3e-0c7c1c3d9a10', email },
    });
  }

  return {
    url,
    mint,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}
