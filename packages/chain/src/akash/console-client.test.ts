import type { ErrorCode } from '@codexos/protocol/error-codes';
import { CodexError } from '@codexos/utils/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildSdl } from './build-sdl.ts';
import { buildManifest } from './check-sdl.ts';
import { createConsoleClient, type ConsoleClient } from './console-client.ts';
import { followLogs } from './follow-logs.ts';
import { startCommand, startConsoleDouble, type ConsoleDouble, type Fault } from './testing/index.ts';

const KEY = 'ac.sk.test.of-the-double';
const sdl = buildSdl({
  deploymentId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  title: 'Test',
  image: 'registry.example/codexos:0.1.0',
  cpu: 1,
  memoryMb: 512,
  storageGb: 1,
  serves: { type: 'app' },
});
const deposit = { sdl, depositMicroUsd: 5_000_000 };

let double: ConsoleDouble;
let client: ConsoleClient;
beforeEach(async () => {
  double = await startConsoleDouble({
    apiKey: KEY,
    startService: ({ env }) =>
      startCommand({
        command: process.execPath,
        args: [
          '-e',
          `console.log('at 127.0.0.1:1 for ' + process.env.CODEXOS_DEPLOYMENT); setInterval(() => {}, 1000)`,
        ],
        cwd: '/',
        env: { NODE_ENV: 'test', ...env },
        address: /at (\S+)/,
      }),
  });
  client = clientWith(KEY);
});
afterEach(async () => {
  expect(double.broken).toEqual([]);
  await double[Symbol.asyncDispose]();
});

function clientWith(key: string): ConsoleClient {
  return createConsoleClient({
    baseUrl: double.url,
    readKey: async () => key,
    fetch: async (url, { timeoutMs: _timeoutMs, ...request } = {}) => fetch(url, request),
  });
}

async function leaseOf(dseq: string) {
  const [bid] = await client.listBids(dseq);
  if (!bid) throw new Error('There is no bid.');
  return { dseq, gseq: bid.id.gseq, oseq: bid.id.oseq, provider: bid.id.provider };
}

describe('the way from a deposit to its refund', () => {
  it('creates, bids, leases, runs a real process, shows its logs and closes', async () => {
    expect(await client.readBalance()).toBe(25_000_000);
    const { dseq } = await client.createDeployment(deposit);
    expect(await client.readBalance()).toBe(20_000_000);
    const { manifest, hash } = await buildManifest(sdl);
    expect((await client.listDeployments()).map(({ deployment }) => deployment.hash)).toEqual([hash]);

    const lease = await leaseOf(dseq);
    await client.createLease({ manifest, lease });
    await client.createLease({ manifest, lease });
    expect(await client.listBids(dseq)).toEqual([]);
    await vi.waitFor(async () => {
      const info = await client.getDeployment(dseq);
      expect(info?.leases[0]?.status?.services['codexos']).toMatchObject({
        available: 1,
        uris: ['127.0.0.1:1'],
      });
    });

    const [provider] = await client.listProviders([lease.provider]);
    const lines: string[] = [];
    await followLogs({
      proxyUrl: `${double.url.replace('http', 'ws')}/provider-proxy`,
      hostUri: provider?.hostUri ?? '',
      lease,
      token: await client.createLeaseToken({ provider: lease.provider, ttlSeconds: 60 }),
      tail: 10,
      isFollowing: false,
      onLine: ({ text }) => lines.push(text),
      signal: new AbortController().signal,
    });
    expect(lines[0]).toBe('at 127.0.0.1:1 for 01ARZ3NDEKTSV4RRFFQ69G5FAV');

    await client.closeDeployment(dseq);
    await client.closeDeployment(dseq);
    expect((await client.getDeployment(dseq))?.deployment.state).toBe('closed');
    expect(await client.readBalance()).toBeGreaterThan(24_900_000);
    expect(await client.getDeployment('1')).toBeUndefined();
  });

  it('reads every page of the deployments', async () => {
    for (let index = 0; index < 3; index += 1) await double.world.create(sdl, 0.01);
    expect(await client.listDeployments()).toHaveLength(3);
  });
});

describe('each failure', () => {
  const balance = () => client.readBalance();
  const create = () => client.createDeployment(deposit);
  const lease = async () => {
    const { dseq } = await create();
    const id = await leaseOf(dseq);
    await client.createLease({ manifest: (await buildManifest(sdl)).manifest, lease: id });
  };
  const close = async () => client.closeDeployment((await create()).dseq);

  it.each<[Fault, () => Promise<unknown>, ErrorCode]>([
    ['key-refused', balance, 'AKASH_KEY_REFUSED'],
    ['rate-limited', balance, 'AKASH_UNAVAILABLE'],
    ['unavailable', balance, 'AKASH_UNAVAILABLE'],
    ['balance-unreadable', balance, 'AKASH_ANSWER_UNREADABLE'],
    ['create-without-funds', create, 'AKASH_FUNDS_MISSING'],
    ['create-sdl-refused', create, 'SDL_INVALID'],
    ['create-transaction-failed', create, 'AKASH_TRANSACTION_FAILED'],
    ['create-answer-lost', create, 'AKASH_UNAVAILABLE'],
    ['bid-gone', lease, 'AKASH_BID_GONE'],
    ['lease-answer-lost', lease, 'AKASH_UNAVAILABLE'],
    ['manifest-refused', lease, 'AKASH_MANIFEST_REFUSED'],
    ['close-fails', close, 'AKASH_UNAVAILABLE'],
  ])('%s has a cause and a remedy', async (fault, act, code) => {
    double.fail(fault);
    const error = await act().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!CodexError.is(error)) throw new Error(`There was no error, but ${String(error)}.`);
    expect(error.code).toBe(code);
    expect(error.message.length).toBeGreaterThan(30);
    expect(error.hint?.length).toBeGreaterThan(20);
    expect(error.message + (error.hint ?? '')).not.toContain(KEY);
  });

  it('of a wrong key and of a server that is not there', async () => {
    await expect(clientWith('wrong').readBalance()).rejects.toMatchObject({ code: 'AKASH_KEY_REFUSED' });
    const gone = createConsoleClient({
      baseUrl: 'http://127.0.0.1:9',
      readKey: async () => KEY,
      fetch: async (url) => fetch(url),
    });
    await expect(gone.readBalance()).rejects.toMatchObject({ code: 'AKASH_UNAVAILABLE' });
  });

  it('of an expired token for the logs', async () => {
    double.fail('token-expired');
    const { dseq } = await create();
    const id = await leaseOf(dseq);
    const following = followLogs({
      proxyUrl: `${double.url.replace('http', 'ws')}/provider-proxy`,
      hostUri: 'https://provider.north.example:8443',
      lease: id,
      token: await client.createLeaseToken({ provider: id.provider, ttlSeconds: 60 }),
      tail: 10,
      isFollowing: true,
      onLine: () => undefined,
      signal: new AbortController().signal,
    });
    await expect(following).rejects.toMatchObject({ code: 'AKASH_UNAVAILABLE' });
  });
});
