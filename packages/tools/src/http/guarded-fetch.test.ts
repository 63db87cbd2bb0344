import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createGuardedFetch, type ResolvedAddress } from './guarded-fetch.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function serve(listener: RequestListener): Promise<{ port: number; url: string }> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}` };
}

const resolveTo =
  (...addresses: string[]) =>
  (): Promise<ResolvedAddress[]> =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('refused addresses', () => {
  const fetch = createGuardedFetch();
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://172.16.9.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://198.18.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
  ])('%s', async (url) => {
    await expect(fetch(url)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it.each(['file:///etc/passwd', 'ftp://example.org/', 'gopher://example.org/', 'data:text/plain,x'])(
    '%s by protocol',
    async (url) => {
      await expect(fetch(url)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    },
  );

  it('refuses a name or password in the address', async () => {
    await expect(fetch('http://user:secret@example.org/')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    await expect(fetch('http://example.org@127.0.0.1/')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it('says what is wrong with text that is no address', async () => {
    await expect(fetch('not a url')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});

describe('names', () => {
  it.each([['127.0.0.1'], ['::1'], ['10.1.2.3'], ['8.8.8.8', '192.168.0.1'], ['::ffff:169.254.169.254']])(
    'refuses a name that resolves to %s',
    async (...addresses) => {
      const fetch = createGuardedFetch({ resolve: resolveTo(...addresses) });
      await expect(fetch('http://innocent.example/')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    },
  );

  it('connects to the address that was checked, so that rebinding gains nothing', async () => {
    const { port } = await serve((_request, response) => response.end('inside'));
    const answers = ['93.184.216.34', '127.0.0.1'];
    let asked = 0;
    const resolve = (): Promise<ResolvedAddress[]> =>
      Promise.resolve([{ address: answers[Math.min(asked++, 1)] ?? '', family: 4 }]);
    const fetch = createGuardedFetch({ resolve, timeoutMs: 300 });
    await expect(fetch(`http://rebind.example:${port}/`)).rejects.toThrow();
    expect(asked).toBe(1);
    await expect(fetch(`http://rebind.example:${port}/`)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it('reports a name that does not resolve', async () => {
    const fetch = createGuardedFetch({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(fetch('http://nowhere.example/')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('the allow-list', () => {
  it('lets a listed host and port through, and no other port of it', async () => {
    const { port, url } = await serve((_request, response) => response.end('hello'));
    const fetch = createGuardedFetch({ allow: [`127.0.0.1:${port}`] });
    expect(await (await fetch(url)).text()).toBe('hello');
    await expect(fetch(`http://127.0.0.1:${port + 1}/`)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  it('lets a listed name resolve to this machine', async () => {
    const { port } = await serve((_request, response) => response.end('named'));
    const fetch = createGuardedFetch({ allow: [`models.internal:${port}`], resolve: resolveTo('127.0.0.1') });
    expect(await (await fetch(`http://models.internal:${port}/`)).text()).toBe('named');
  });

  it('lets a listed range through', async () => {
    const { url } = await serve((_request, response) => response.end('ranged'));
    expect(await (await createGuardedFetch({ allow: ['127.0.0.0/8'] })(url)).text()).toBe('ranged');
  });

  it('refuses an entry it cannot understand', () => {
    expect(() => createGuardedFetch({ allow: ['http://x/y'] })).toThrow(/no host/);
    expect(() => createGuardedFetch({ allow: ['10.0.0.0/99'] })).toThrow(/no host/);
  });
});

describe('redirects', () => {
  it('checks each target again', async () => {
    const { port, url } = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    );
    await expect(createGuardedFetch({ allow: [`127.0.0.1:${port}`] })(url)).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    });
  });

  it('stops a loop', async () => {
    const { port, url } = await serve((request, response) =>
      response.writeHead(302, { location: `${request.url ?? ''}x` }).end(),
    );
    await expect(createGuardedFetch({ allow: [`127.0.0.1:${port}`] })(url)).rejects.toThrow(/redirects/);
  });

  it('takes credentials along within an origin and drops them across origins', async () => {
    const seen: Record<string, string | undefined> = {};
    const other = await serve((request, response) => {
      seen.other = `${request.headers.authorization ?? '-'} ${String(request.headers['x-api-key'] ?? '-')}`;
      response.end();
    });
    const first = await serve((request, response) => {
      if (request.url === '/far') response.writeHead(307, { location: `${other.url}/` }).end();
      else if (request.url === '/near') response.writeHead(307, { location: '/here' }).end();
      else response.end(`${request.headers.authorization ?? '-'}`);
    });
    const fetch = createGuardedFetch({ allow: [`127.0.0.1:${first.port}`, `127.0.0.1:${other.port}`] });
    const headers = { authorization: 'Bearer t', 'x-api-key': 'k' };
    expect(await (await fetch(`${first.url}/near`, { headers })).text()).toBe('Bearer t');
    await fetch(`${first.url}/far`, { headers });
    expect(seen.other).toBe('- -');
  });

  it('turns a redirected POST into a GET without its body', async () => {
    const { port, url } = await serve((request, response) => {
      if (request.url === '/') response.writeHead(303, { location: '/done' }).end();
      else response.end(`${request.method ?? ''} ${request.headers['content-type'] ?? 'none'}`);
    });
    const fetch = createGuardedFetch({ allow: [`127.0.0.1:${port}`] });
    const response = await fetch(url, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await response.text()).toBe('GET none');
  });
});

describe('limits', () => {
  it('breaks off a body that is too large', async () => {
    const { port, url } = await serve((_request, response) => response.end('x'.repeat(5_000)));
    const response = await createGuardedFetch({ allow: [`127.0.0.1:${port}`], maxBytes: 1_000 })(url);
    await expect(response.text()).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('breaks off a body that drips', async () => {
    const { port, url } = await serve((_request, response) => {
      response.write('first');
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    });
    const response = await createGuardedFetch({ allow: [`127.0.0.1:${port}`], timeoutMs: 200 })(url);
    await expect(response.text()).rejects.toThrow();
  });

  it('stops when the caller aborts', async () => {
    const { port, url } = await serve(() => undefined);
    const controller = new AbortController();
    const pending = createGuardedFetch({ allow: [`127.0.0.1:${port}`] })(url, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
  });
});
