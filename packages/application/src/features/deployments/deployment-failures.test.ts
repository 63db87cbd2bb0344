import {
  startCommand,
  startConsoleDouble,
  type ConsoleDouble,
  type Fault,
} from '@codexos/chain/akash/testing';
import type { Deployment, DeploymentState } from '@codexos/protocol/deployment';
import type { ErrorCode } from '@codexos/protocol/error-codes';
import type { DeploymentId } from '@codexos/protocol/ids';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestApplication, databaseKinds, type TestApplication } from '../../testing/index.ts';
import { createDeploymentUseCase } from './create-deployment.use-case.ts';
import type { DeploymentTimings } from './deployment-timings.ts';

const KEY = 'ac.sk.test.key-of-the-double';
const TIMINGS: DeploymentTimings = {
  pollMs: 20,
  noBidsMs: 1_500,
  collectMs: 60,
  bidLifeMs: 60_000,
  settleMs: 40,
  endpointMs: 1_500,
  healthMs: 40,
  retryMs: 10,
  maxTries: 3,
};
const SERVER = `require('node:http').createServer((q, s) => s.end('ok'))
  .listen(0, '127.0.0.1', function () { console.log('at 127.0.0.1:' + this.address().port) })`;

let double: ConsoleDouble;
let test: TestApplication;
beforeEach(async () => {
  double = await startConsoleDouble({
    apiKey: KEY,
    startService: ({ env }) =>
      startCommand({
        command: process.execPath,
        args: ['-e', SERVER],
        cwd: '/',
        env: { NODE_ENV: 'test', ...env },
        address: /at (\S+)/,
      }),
  });
  test = await createTestApplication({ akash: { url: double.url, timings: TIMINGS } });
});
afterEach(async () => {
  expect(double.broken).toEqual([]);
  await test[Symbol.asyncDispose]();
  await double[Symbol.asyncDispose]();
});

const services = () => test.application.services;
const keyOf = (id: string) => ({ workspaceId: test.principal.workspaceId, deploymentId: id });
const me = () => test.principal.userId;

async function addKey(providers: string[] = ['akash']): Promise<void> {
  await services().vault.create({
    workspaceId: test.principal.workspaceId,
    name: 'AKASH_API_KEY',
    description: '',
    value: KEY,
    grants: { tools: [], providers, agents: [], hosts: [] },
    by: me(),
  });
}

async function draft(rule: Deployment['rule'] = { type: 'cheapest' }): Promise<DeploymentId> {
  const { contract, run } = createDeploymentUseCase;
  const body = contract.body.parse({ target: { type: 'app' }, image: 'registry.example/codexos:1', rule });
  const { deployment } = await run({
    services: services(),
    principal: test.principal,
    params: {},
    query: {},
    body,
    signal: new AbortController().signal,
  });
  return deployment.id as DeploymentId;
}

/** Waits until the deployment is in one of the states, and gives it. */
async function reach(id: DeploymentId, ...states: DeploymentState[]): Promise<Deployment> {
  return vi.waitFor(
    async () => {
      const deployment = await services().deployments.get(keyOf(id));
      expect(states).toContain(deployment.state);
      return deployment;
    },
    { timeout: 20_000, interval: 20 },
  );
}

async function deploy(rule?: Deployment['rule']): Promise<DeploymentId> {
  await addKey();
  const id = await draft(rule);
  await services().deployments.deploy(keyOf(id), me());
  return id;
}

async function closeAndRefund(id: DeploymentId): Promise<void> {
  await services().deployments.close(keyOf(id), me());
  const closed = await reach(id, 'closed');
  if (closed.dseq !== undefined)
    expect((closed.refundMicroUsd ?? 0) + (closed.spentMicroUsd ?? 0)).toBe(5_000_000);
  expect(double.world.balance).toBeGreaterThan(24.9);
}

describe('the way of a deployment', () => {
  it.each(databaseKinds)(
    'goes from a draft to a live endpoint by a rule and comes back with a refund (%s)',
    async (kind) => {
      await test[Symbol.asyncDispose]();
      test = await createTestApplication({ kind, akash: { url: double.url, timings: TIMINGS } });
      const id = await deploy();
      const live = await reach(id, 'live');
      expect(live.chosen?.providerName).toBe('provider.west.example');
      expect(live.isSimulated).toBe(true);
      expect(await (await fetch(live.endpoints[0] ?? '')).text()).toBe('ok');
      const lines = await services().deployments.logs.read(await services().deployments.get(keyOf(id)), 10);
      expect(lines[0]?.text).toContain('at 127.0.0.1');
      await closeAndRefund(id);
      const { events } = await services().deployments.describe(keyOf(id));
      expect(events.map(({ type }) => type)).toEqual([
        'draft-create',
        'deploy-request',
        'balance-read',
        'create-start',
        'create-end',
        'bids-read',
        'bid-choose',
        'lease-end',
        'manifest-end',
        'endpoint-find',
        'health-change',
        'close-request',
        'close-end',
      ]);
      await services().deployments.delete(keyOf(id));
      expect(await services().deployments.list(test.principal.workspaceId)).toEqual([]);
    },
  );

  it('takes the bid that a person chooses, also the dearest', async () => {
    const id = await deploy({ type: 'by-hand' });
    const choosing = await reach(id, 'choosing');
    const dearest = [...choosing.bids].sort((a, b) => b.monthlyMicroUsd - a.monthlyMicroUsd)[0];
    await services().deployments.chooseBid(keyOf(id), dearest?.provider ?? '', me());
    expect((await reach(id, 'live')).chosen).toEqual(dearest);
    await closeAndRefund(id);
  });

  it('says what cannot be done where it stands', async () => {
    const id = await draft();
    const { deployments } = services();
    await expect(deployments.close(keyOf(id), me())).rejects.toMatchObject({
      code: 'DEPLOYMENT_STATE_WRONG',
    });
    await expect(deployments.retry(keyOf(id), me())).rejects.toMatchObject({
      code: 'DEPLOYMENT_STATE_WRONG',
    });
    await expect(deployments.deploy(keyOf(id), me())).rejects.toMatchObject({ code: 'SECRET_MISSING' });
    await addKey();
    await deployments.edit(keyOf(id), { sdl: 'version: "2.0"' }, me());
    await expect(deployments.deploy(keyOf(id), me())).rejects.toMatchObject({ code: 'SDL_INVALID' });
  });

  it('sends secrets by reference and keeps their values out of everything', async () => {
    await services().vault.create({
      workspaceId: test.principal.workspaceId,
      name: 'MODEL_KEY',
      description: '',
      value: 'canary-of-the-model-key',
      grants: { tools: [], providers: ['akash'], agents: [], hosts: [] },
      by: me(),
    });
    await addKey();
    const id = await draft();
    const { deployments } = services();
    const { sdl } = await deployments.get(keyOf(id));
    const line = '# - OPENAI_API_KEY=secret:OPENAI_API_KEY';
    const edited = sdl.replace(line, '- OPENAI_API_KEY=secret:MODEL_KEY');
    await deployments.edit(keyOf(id), { sdl: edited }, me());
    await deployments.deploy(keyOf(id), me());
    await reach(id, 'live');
    const [sent] = [...double.world.deployments.values()];
    expect(sent?.manifest).toContain('OPENAI_API_KEY=canary-of-the-model-key');
    const kept = await services().database.query.selectFrom('deployment_events').selectAll().execute();
    expect(JSON.stringify([kept, await deployments.describe(keyOf(id))])).not.toContain('canary-of-the');
    await closeAndRefund(id);
  });
});

describe('a failure', () => {
  interface Case {
    fault: Fault;
    code: ErrorCode;
    step: DeploymentState;
    rule?: Deployment['rule'];
  }
  const cases: Case[] = [
    { fault: 'key-refused', code: 'AKASH_KEY_REFUSED', step: 'checking-balance' },
    { fault: 'unavailable', code: 'AKASH_UNAVAILABLE', step: 'checking-balance' },
    { fault: 'rate-limited', code: 'AKASH_UNAVAILABLE', step: 'checking-balance' },
    { fault: 'balance-unreadable', code: 'AKASH_ANSWER_UNREADABLE', step: 'checking-balance' },
    { fault: 'balance-empty', code: 'AKASH_FUNDS_MISSING', step: 'checking-balance' },
    { fault: 'create-without-funds', code: 'AKASH_FUNDS_MISSING', step: 'creating' },
    { fault: 'create-sdl-refused', code: 'SDL_INVALID', step: 'creating' },
    { fault: 'create-transaction-failed', code: 'AKASH_TRANSACTION_FAILED', step: 'creating' },
    { fault: 'no-bids', code: 'AKASH_NO_BIDS', step: 'waiting-for-bids' },
    {
      fault: 'poor-bids',
      code: 'AKASH_NO_FITTING_BID',
      step: 'choosing',
      rule: { type: 'cheapest-above-uptime', minUptime: 0.9 },
    },
    { fault: 'bid-gone', code: 'AKASH_BID_GONE', step: 'leasing' },
    { fault: 'manifest-refused', code: 'AKASH_MANIFEST_REFUSED', step: 'sending-manifest' },
    { fault: 'endpoint-never', code: 'AKASH_ENDPOINT_SILENT', step: 'waiting-for-endpoint' },
    { fault: 'endpoint-dead', code: 'AKASH_ENDPOINT_SILENT', step: 'waiting-for-endpoint' },
  ];

  it.each(cases)(
    '$fault shows cause and remedy, and the money comes back',
    async ({ fault, code, step, rule }) => {
      double.fail(fault);
      const id = await deploy(rule);
      const failed = await reach(id, 'failed');
      expect(failed).toMatchObject({ failedStep: step, error: { code } });
      expect(failed.error?.message.length).toBeGreaterThan(30);
      expect(failed.error?.hint?.length).toBeGreaterThan(30);
      expect(JSON.stringify(failed)).not.toContain(KEY);
      double.heal();
      await closeAndRefund(id);
    },
  );

  it.each(
    cases.filter(({ fault }) => !['no-bids', 'poor-bids', 'endpoint-never', 'endpoint-dead'].includes(fault)),
  )('of $fault goes on where it stood once it is mended', async ({ fault, rule }) => {
    double.fail(fault);
    const id = await deploy(rule);
    await reach(id, 'failed');
    double.heal();
    await services().deployments.retry(keyOf(id), me());
    await reach(id, 'live');
    expect(double.world.deployments.size).toBe(1);
    await closeAndRefund(id);
  });

  it.each(['create-answer-lost', 'lease-answer-lost'] as const)(
    '%s makes nothing twice: what was made is found again',
    async (fault) => {
      double.fail(fault);
      const id = await deploy();
      await reach(id, 'live');
      expect(double.world.deployments.size).toBe(1);
      expect(double.calls.filter((call) => call === 'POST /v1/deployments')).toHaveLength(1);
      double.heal();
      await closeAndRefund(id);
    },
  );

  it('of a lease that the provider ends is shown, and the rest of the deposit comes back', async () => {
    const id = await deploy();
    await reach(id, 'live');
    double.fail('lease-lost');
    const failed = await reach(id, 'failed');
    expect(failed.error).toMatchObject({
      code: 'AKASH_LEASE_LOST',
      hint: expect.stringContaining('deposit back'),
    });
    await closeAndRefund(id);
  });

  it('of Akash while a service is live is noted and ends nothing', async () => {
    const id = await deploy();
    await reach(id, 'live');
    double.fail('unavailable');
    await vi.waitFor(async () => {
      const { state, health } = await services().deployments.get(keyOf(id));
      expect({ state, isHealthy: health?.isHealthy }).toEqual({ state: 'live', isHealthy: false });
    });
    double.heal();
    await vi.waitFor(async () =>
      expect((await services().deployments.get(keyOf(id))).health?.isHealthy).toBe(true),
    );
    await closeAndRefund(id);
  });

  it('to close is shown, and closing again works', async () => {
    const id = await deploy();
    await reach(id, 'live');
    double.fail('close-fails');
    await services().deployments.close(keyOf(id), me());
    expect(await reach(id, 'failed')).toMatchObject({
      failedStep: 'closing',
      error: { code: 'AKASH_UNAVAILABLE' },
    });
    double.heal();
    await closeAndRefund(id);
  });

  it('to find what is to be closed invents no refund, and the entry can be removed', async () => {
    const id = await deploy();
    const { dseq = '' } = await reach(id, 'live');
    const hidden = double.world.deployments.get(dseq);
    double.world.deployments.delete(dseq);
    await services().deployments.close(keyOf(id), me());
    const failed = await reach(id, 'failed');
    expect(failed).toMatchObject({ failedStep: 'closing', error: { code: 'AKASH_DEPLOYMENT_UNKNOWN' } });
    expect([failed.refundMicroUsd, failed.spentMicroUsd]).toEqual([undefined, undefined]);
    if (hidden) double.world.deployments.set(dseq, hidden);
    await closeAndRefund(id);
    await services().deployments.delete(keyOf(id));
  });

  it('of a key that is not granted names the vault', async () => {
    await addKey([]);
    const id = await draft();
    await services().deployments.deploy(keyOf(id), me());
    expect(await reach(id, 'failed')).toMatchObject({ error: { code: 'SECRET_NOT_GRANTED' } });
  });

  it('of bids that expire while a person thinks is shown', async () => {
    await test[Symbol.asyncDispose]();
    test = await createTestApplication({
      akash: { url: double.url, timings: { ...TIMINGS, bidLifeMs: 100 } },
    });
    const id = await deploy({ type: 'by-hand' });
    expect(await reach(id, 'failed')).toMatchObject({ error: { code: 'AKASH_BIDS_EXPIRED' } });
    await closeAndRefund(id);
  });

  it('of the chosen bid leaves the others to choose from', async () => {
    double.fail('bid-gone');
    const id = await deploy();
    const { bids, chosen } = await reach(id, 'failed');
    double.heal();
    const other = bids.find(({ provider }) => provider !== chosen?.provider);
    await services().deployments.chooseBid(keyOf(id), other?.provider ?? '', me());
    expect((await reach(id, 'live')).chosen?.provider).toBe(other?.provider);
    await closeAndRefund(id);
  });
});
