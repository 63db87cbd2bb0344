import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Fork, ListingDetail, RegistryStatus } from '@codexos/protocol/contracts/marketplace.contract';
import type { FlowDetail } from '@codexos/protocol/contracts/flows.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { ListingFile, RegistryIndex } from '@codexos/protocol/listing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addFlow, linearFlow } from './flows.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;
let shop: Server;
let folder: string;
let hits: string[] = [];
/** What the registry on the web answers, by path. */
const shelves = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-registry-'));
  shop = createServer((request, response) => {
    hits.push(request.url ?? '');
    const body = shelves.get(request.url ?? '');
    response
      .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(body ?? '{}');
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  server = await startTestServer({
    allowedAddresses: [new URL(address()).host],
    fixedRoots: [join(folder, 'shop')],
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  shop.closeAllConnections();
  await new Promise((resolve) => shop.close(resolve));
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  hits = [];
});

function address(): string {
  return `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
}

async function ask<TBody>(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: TBody }> {
  const reply = await server.request(
    method,
    `/api/v1/marketplace${path}`,
    body === undefined ? {} : { body },
  );
  return { status: reply.status, body: reply.body as TBody };
}

async function publishFlow(
  id: string,
  change: object = {},
): Promise<{ status: number; body: ListingDetail }> {
  await server.request('POST', `/api/v1/flows/${id}/publish`, { body: {} });
  return ask('POST', '/listings', {
    kind: 'flow',
    id,
    slug: 'shout',
    version: '1.0.0',
    name: 'Shout',
    description: 'Says it louder.',
    tags: ['text'],
    ...change,
  });
}

/** Puts what was published here on the shelves of the registry on the web. */
async function stock(slug: string, version: string, path = ''): Promise<void> {
  const { body: file } = await ask<ListingFile>('GET', `/server/${slug}/file?version=${version}`);
  const { body: detail } = await ask<ListingDetail>('GET', `/server/${slug}?version=${version}`);
  const { listing } = file;
  const known = shelves.get(`${path}/index.json`);
  const index: RegistryIndex = known
    ? (JSON.parse(known) as RegistryIndex)
    : { format: 'codexos.registry/v1', name: 'The shop', listings: [] };
  index.listings.push({
    slug,
    version,
    kind: listing.content.kind,
    name: listing.name,
    description: listing.description,
    tags: listing.tags,
    licence: listing.licence,
    publishedAt: listing.publishedAt,
    contentHash: detail.contentHash,
    file: `listings/${slug}/${version}.json`,
  });
  shelves.set(`${path}/index.json`, JSON.stringify(index));
  shelves.set(`${path}/listings/${slug}/${version}.json`, JSON.stringify(file));
}

describe('the marketplace', () => {
  it('ships listings that can be searched, filtered and forked, and that run', async () => {
    const { body: list } = await ask<{ items: { slug: string }[] }>('GET', '/listings?query=mimi');
    expect(list.items.map(({ slug }) => slug)).toEqual(['ceo-mimi']);
    const tagged = await ask<{ items: unknown[] }>('GET', '/listings?tag=executive&kind=agent');
    expect(tagged.body.items).toHaveLength(5);
    const { body: detail } = await ask<ListingDetail>('GET', '/builtin/ceo-mimi');
    expect(detail).toMatchObject({ trust: 'shipped', missing: { secrets: [], tools: [], models: [] } });
    const { status, body: fork } = await ask<Fork>('POST', '/builtin/ceo-mimi/fork', {});
    expect([status, fork.kind, fork.name]).toEqual([201, 'agent', 'CEO Mimi']);
    const agent = (await server.request('GET', `/api/v1/agents/${fork.id}`)).body as {
      publishedVersion?: number;
    };
    expect(agent.publishedVersion).toBe(1);
  });

  it('publishes what is published, signed, and never changes a version', async () => {
    const flow = await addFlow(server, linearFlow());
    const early = await ask<{ error: { code: string } }>('POST', '/listings', {
      kind: 'flow',
      id: flow.id,
      slug: 'shout',
      version: '1.0.0',
      name: 'Shout',
      description: 'Says it louder.',
    });
    expect(early.body.error.code).toBe('NOT_PUBLISHED');
    const first = await publishFlow(flow.id);
    expect([first.status, first.body.trust]).toEqual([201, 'signed']);
    expect(first.body.listing.author?.name).toBe('Local user');
    expect((await publishFlow(flow.id)).status).toBe(409);
    expect((await publishFlow(flow.id, { version: '0.9.0' })).status).toBe(409);
    expect((await publishFlow(flow.id, { version: '1.0.1' })).body.versions).toEqual(['1.0.1', '1.0.0']);
  });

  it('carries agents along without ids of the workspace, and gives them new ones in a fork', async () => {
    const made = (await server.request('POST', '/api/v1/agents', { body: { name: 'Helper' } })).body as {
      id: string;
    };
    await server.request('POST', `/api/v1/agents/${made.id}/publish`, { body: {} });
    const flow = await addFlow(server, {
      name: 'With help',
      nodes: [
        { id: 'text', kind: 'input', config: { name: 'text' } },
        { id: 'agent', kind: 'agent', config: { agentId: made.id, version: '1' } },
        { id: 'result', kind: 'output', config: { name: 'answer' } },
      ],
      edges: [
        { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'agent', port: 'input' } },
        { id: 'e2', from: { node: 'agent', port: 'text' }, to: { node: 'result', port: 'value' } },
      ],
    });
    const { body: detail } = await publishFlow(flow.id, { slug: 'with-help' });
    expect(JSON.stringify(detail.listing)).not.toContain(made.id);
    const { body: fork } = await ask<Fork>('POST', '/server/with-help/fork', { name: 'Mine' });
    const copy = (await server.request('GET', `/api/v1/flows/${fork.id}`)).body as FlowDetail;
    const agentId = copy.draft.nodes.find(({ kind }) => kind === 'agent')?.config.agentId;
    expect(agentId).not.toBe(made.id);
    expect((await server.request('GET', `/api/v1/agents/${String(agentId)}`)).body).toMatchObject({
      name: 'Helper',
    });
    expect(copy.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('follows a registry on the web: fork, see what an update changes, take it, keep what one had', async () => {
    const flow = await addFlow(server, linearFlow());
    await publishFlow(flow.id, { slug: 'louder' });
    await stock('louder', '1.0.0');
    const { body: registry } = await ask<RegistryStatus>('POST', '/registries', {
      kind: 'http',
      location: address(),
    });
    expect(registry).toMatchObject({ state: 'ready', name: 'The shop', listingCount: 1 });
    const { body: fork } = await ask<Fork>('POST', `/${registry.key}/louder/fork`, {});
    expect(fork).toMatchObject({ lineage: { slug: 'louder', version: '1.0.0' }, registry: registry.key });
    expect((await ask('GET', `/forks/${fork.id}/update`)).status).toBe(409);

    const changed = { ...linearFlow(), nodes: linearFlow().nodes.map(withMoreMarks) };
    await server.request('PUT', `/api/v1/flows/${flow.id}`, {
      body: { flow: { ...flow.draft, ...changed } },
    });
    await publishFlow(flow.id, { slug: 'louder', version: '1.1.0' });
    await stock('louder', '1.1.0');
    await ask('GET', '/listings?refresh=true');
    const { body: update } = await ask<{ to: string; draft: Flow; newest: Flow }>(
      'GET',
      `/forks/${fork.id}/update`,
    );
    expect(update.to).toBe('1.1.0');
    expect(JSON.stringify(update.draft)).toContain('input + \\"!\\"');
    expect(JSON.stringify(update.newest)).toContain('input + \\"!!!\\"');
    const { body: taken } = await ask<Fork>('POST', `/forks/${fork.id}/update`, { to: '1.1.0' });
    expect(taken.lineage.version).toBe('1.1.0');
    const after = (await server.request('GET', `/api/v1/flows/${fork.id}`)).body as FlowDetail;
    expect(JSON.stringify(after.draft)).toContain('input + \\"!!!\\"');
    const versions = (await server.request('GET', `/api/v1/flows/${fork.id}/versions`)).body as {
      items: { name?: string }[];
    };
    expect(versions.items[0]?.name).toBe('Before the update');
  });

  it('reads a registry from a git repository', async () => {
    const source = join(folder, 'shop');
    for (const [path, text] of shelves) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), text);
    }
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: source });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'Stock the shelves');
    const { status, body } = await ask<RegistryStatus>('POST', '/registries', {
      kind: 'git',
      location: `file://${source}`,
    });
    expect([status, body.state]).toEqual([201, 'ready']);
    expect((await ask<ListingDetail>('GET', `/${body.key}/louder`)).body.trust).toBe('signed');
  });
});

describe('hostile registries and files', () => {
  it('are refused with the cause, and nothing is kept', async () => {
    const bad: [string, string, string][] = [
      ['/no-json', '{', 'REGISTRY_INVALID'],
      ['/climbs', indexWith({ file: '../../../etc/passwd.json' }), 'REGISTRY_INVALID'],
      ['/absolute', indexWith({ file: 'https://evil.example/x.json' }), 'REGISTRY_INVALID'],
      ['/markup', indexWith({ slug: '<script>' }), 'REGISTRY_INVALID'],
    ];
    for (const [path, text, code] of bad) {
      shelves.set(`${path}/index.json`, text);
      const reply = await ask<{ error: { code: string } }>('POST', '/registries', {
        kind: 'http',
        location: address() + path,
      });
      expect([path, reply.body.error.code]).toEqual([path, code]);
    }
    for (const location of [
      'http://169.254.169.254/latest',
      'http://localhost:1/',
      'ftp://example.org/',
      'file:///etc',
    ])
      expect([
        location,
        (await ask('POST', '/registries', { kind: 'http', location })).status >= 400,
      ]).toEqual([location, true]);
  });

  it('a file other than the index names, or changed after it was signed, is not forked', async () => {
    await stock('louder', '1.0.0', '/swapped');
    await stock('louder', '1.1.0', '/swapped');
    const newer = shelves.get('/swapped/listings/louder/1.1.0.json') ?? '';
    shelves.set('/swapped/listings/louder/1.1.0.json', newer.replace('Says it louder.', 'Says it softer.'));
    shelves.set('/swapped/listings/louder/1.0.0.json', newer);
    const { body: registry } = await ask<RegistryStatus>('POST', '/registries', {
      kind: 'http',
      location: `${address()}/swapped`,
    });
    for (const version of ['1.0.0', '1.1.0']) {
      const reply = await ask<{ error: { code: string } }>('POST', `/${registry.key}/louder/fork`, {
        version,
      });
      expect([version, reply.body.error.code]).toEqual([version, 'LISTING_INVALID']);
    }
  });

  it('previewing and importing starts nothing, calls nothing and evaluates nothing', async () => {
    const { body: file } = await ask<ListingFile>('GET', '/builtin/call-a-service/file');
    const { listing } = file;
    if (listing.content.kind !== 'flow') throw new Error('It is a flow.');
    const trap = `${address()}/trap`;
    const nodes = listing.content.flow.nodes.map((node) =>
      node.id === 'call'
        ? {
            ...node,
            config: { ...node.config, arguments: { url: trap, headers: {} } },
            label: '<img src=x onerror=1>',
          }
        : node,
    );
    const content = { ...listing.content, flow: { ...listing.content.flow, nodes } };
    const hostile = {
      ...listing,
      readme: `![x](${trap}) <script>fetch('${trap}')</script> {{ 1/0 }}`,
      content,
      needs: { ...listing.needs, secrets: [] },
    };
    const text = JSON.stringify({ listing: hostile });
    expect((await ask('POST', '/preview', { text })).status).toBe(200);
    const { body: fork } = await ask<Fork>('POST', '/import', { text });
    await server.request('GET', `/api/v1/flows/${fork.id}`);
    expect(hits.filter((hit) => hit.includes('trap'))).toEqual([]);
    const runs = (await server.request('GET', '/api/v1/runs')).body as { items: unknown[] };
    expect(runs.items).toEqual([]);
  });
});

function withMoreMarks(node: { id: string; kind: string; config: object }) {
  return node.id === 'shout' ? { ...node, config: { expression: 'input + "!!!"' } } : node;
}

function indexWith(change: object): string {
  const entry = {
    slug: 'x-y',
    version: '1.0.0',
    kind: 'flow',
    name: 'X',
    description: 'X',
    licence: 'MIT',
    publishedAt: 1,
    contentHash: '0'.repeat(64),
    file: 'x.json',
  };
  return JSON.stringify({ format: 'codexos.registry/v1', name: 'Bad', listings: [{ ...entry, ...change }] });
}
