import { request as httpRequest } from 'node:http';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START_TOKEN, startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe('a server on loopback', () => {
  it('refuses a foreign Host on the API and on pages, with and without the token', async () => {
    for (const path of ['/api/v1/flows', '/api/v1/health/live', '/', '/socket.io/?EIO=4&transport=polling']) {
      expect([path, await statusFor(path, { host: 'attacker.example' })]).toEqual([
        path,
        expect.toSatisfy((status: number) => status === 403 || status === 400),
      ]);
    }
    expect(
      await statusFor('/api/v1/flows', { host: 'attacker.example', authorization: `Bearer ${START_TOKEN}` }),
    ).toBe(403);
  });

  it('refuses requests of other pages, whatever they carry', async () => {
    const reply = await server.request('GET', '/api/v1/flows', {
      headers: { origin: 'http://attacker.example' },
    });
    expect(reply.status).toBe(403);
    const write = await server.request('POST', '/api/v1/flows', { body: {}, headers: { origin: 'null' } });
    expect(write.status).toBe(403);
    expect(
      (
        await server.request('GET', '/api/v1/flows', {
          headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
        })
      ).status,
    ).toBe(403);
  });

  it('lets a link from another page open the studio', async () => {
    const status = await statusFor('/', {
      host: new URL(server.url).host,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    });
    expect(status).toBe(404);
  });

  it('answers its own names', async () => {
    const { port } = new URL(server.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      expect(await statusFor('/api/v1/health/live', { host })).toBe(200);
    }
  });

  it('gives a session for the start token alone, in a cookie that scripts and other sites do not get', async () => {
    expect(
      (await server.request('POST', '/api/v1/session', { token: null, body: { startToken: 'guess' } }))
        .status,
    ).toBe(401);
    const reply = await server.request('POST', '/api/v1/session', {
      token: null,
      body: { startToken: START_TOKEN },
    });
    expect(reply.status).toBe(200);
    const cookie = reply.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const pair = cookie.split(';')[0] ?? '';
    expect(
      (await server.request('GET', '/api/v1/session', { token: null, headers: { cookie: pair } })).status,
    ).toBe(200);
    expect(
      (await server.request('DELETE', '/api/v1/session', { token: null, headers: { cookie: pair } })).status,
    ).toBe(200);
    expect(
      (await server.request('GET', '/api/v1/session', { token: null, headers: { cookie: pair } })).status,
    ).toBe(401);
  });

  it('refuses sockets without a session and sockets of other pages', async () => {
    await expect(server.connect(null)).rejects.toThrow(/session/);
    await expect(
      new Promise((resolve, reject) => {
        const socket = io(server.url, {
          transports: ['websocket'],
          reconnection: false,
          extraHeaders: { authorization: `Bearer ${START_TOKEN}`, origin: 'http://attacker.example' },
        });
        socket.once('connect', () => resolve(socket.disconnect()));
        socket.once('connect_error', reject);
      }),
    ).rejects.toThrow();
  });

  it('survives cookies and addresses that cannot be decoded', async () => {
    const broken = io(server.url, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { cookie: 'codexos_session_0=%E0%A4%A' },
    });
    await expect(
      new Promise((resolve, reject) => {
        broken.once('connect', () => resolve(undefined));
        broken.once('connect_error', reject);
      }),
    ).rejects.toThrow(/session/);
    expect(await statusFor('/%zz', { host: 'attacker.example' })).toBe(403);
    expect(await statusFor('/%zz', { host: new URL(server.url).host })).toBe(400);
    expect((await server.request('GET', '/api/v1/health/live', { token: null })).status).toBe(200);
  });

  it('marks every response against framing and guessing of types', async () => {
    const { headers } = await server.request('GET', '/api/v1/health/live', { token: null });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});

/** `fetch` does not let a test set Host. */
function statusFor(path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
    request.end();
  });
}
