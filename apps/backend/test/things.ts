/** One of everything that a workspace can hold, to be asked for from elsewhere. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListingFile } from '@codexos/protocol/listing';
import { sha256, stableJson } from '@codexos/utils/hash';
import type { Person } from './people.ts';
import type { TestServer } from './start-test-server.ts';
import { linearFlow } from './flows.ts';

/** Values for the parameters of addresses, by their names. */
export type Things = Readonly<Record<string, string>>;

/** A word that stands in everything made here and in nothing else. */
export const MARK = 'zanzibar';

/** Too long to travel in an event. */
const LONG_TEXT = `${MARK} ${'and on '.repeat(3_000)}`;

export async function makeThings(server: TestServer, person: Person): Promise<Things> {
  const post = async (path: string, body: unknown): Promise<{ id: string }> => {
    const reply = await person.request('POST', path, body);
    if (reply.status >= 300) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body as { id: string };
  };
  const flow = await post('/api/v1/flows', { flow: { ...linearFlow(), name: MARK } });
  await post(`/api/v1/flows/${flow.id}/publish`, {});
  const run = await post(`/api/v1/flows/${flow.id}/runs`, { input: { text: LONG_TEXT } });
  const { services } = server.test.application;
  await services.runs.waitForResult(
    { workspaceId: person.workspaceId as never, runId: run.id as never },
    20_000,
  );
  const agent = await post('/api/v1/agents', { name: MARK });
  await post(`/api/v1/agents/${agent.id}/publish`, {});
  await person.request('PUT', `/api/v1/agents/${agent.id}/cases`, {
    cases: [{ id: 'a', question: MARK, expectations: [] }],
  });
  const evaluation = await post(`/api/v1/agents/${agent.id}/versions/1/evaluations`, {});
  const tool = await post('/api/v1/tools', {
    document: {
      name: MARK,
      label: MARK,
      request: { method: 'GET', url: 'https://api.example.org/' },
      effect: 'read',
    },
  });
  const base = await post('/api/v1/knowledge', { name: MARK });
  await person.request('POST', '/api/v1/roots', { path: server.test.dataFolder });
  const source = await post(`/api/v1/knowledge/${base.id}/sources`, {
    kind: 'folder',
    location: server.test.dataFolder,
  });
  const conversation = await post('/api/v1/conversations', {
    partner: { type: 'flow', flowId: flow.id },
    title: MARK,
  });
  const secret = await post('/api/v1/secrets', {
    name: 'ZANZIBAR',
    value: 'a value that nobody sees',
    grants: { tools: [], providers: [], agents: [], hosts: [] },
  });
  const registry = await makeRegistry(server, person);
  const deployment = (
    (
      await person.request('POST', '/api/v1/deployments', {
        name: MARK,
        target: { type: 'app' },
        image: 'example.org/codexos:1',
      })
    ).body as { deployment: { id: string } }
  ).deployment;
  const token = await post('/api/v1/api-tokens', { name: MARK });
  const invitation = await post('/api/v1/invitations', { role: 'viewer', email: `${MARK}@example.org` });
  const sessions = (await person.request('GET', '/api/v1/sessions')).body as { items: { id: string }[] };
  const shareLink = await post('/api/v1/share-links', {
    kind: 'view',
    thing: { type: 'flow', id: flow.id },
  });
  const trigger = (
    await person.request('POST', '/api/v1/triggers', {
      target: { type: 'flow', id: flow.id },
      name: MARK,
      config: { type: 'schedule', cron: '0 0 1 1 *' },
    })
  ).body as { trigger: { id: string } };
  return {
    flowId: flow.id,
    nodeId: 'shout',
    runId: run.id,
    hash: createHash('sha256').update(JSON.stringify(LONG_TEXT)).digest('hex'),
    agentId: agent.id,
    evaluationId: evaluation.id,
    toolId: tool.id,
    knowledgeBaseId: base.id,
    sourceId: source.id,
    conversationId: conversation.id,
    secretId: secret.id,
    apiTokenId: token.id,
    ...registry,
    deploymentId: deployment.id,
    invitationId: invitation.id,
    shareLinkId: shareLink.id,
    userId: person.userId,
    sessionId: sessions.items[0]?.id ?? '',
    messageId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    number: '1',
    triggerId: trigger.trigger.id,
    model: `flow-${MARK}-${flow.id.slice(-8).toLowerCase()}`,
  };
}

/** A registry in a git repository with two versions of a listing, and a fork of the older one. */
async function makeRegistry(
  server: TestServer,
  person: Person,
): Promise<{ registry: string; registryId: string; slug: string; id: string }> {
  const folder = join(server.test.dataFolder, 'shop');
  const { listing } = (await person.request('GET', '/api/v1/marketplace/builtin/ask-repository/file'))
    .body as ListingFile;
  const listings = ['1.0.0', '1.1.0'].map((version) => {
    const body = { ...listing, slug: MARK, name: MARK, version };
    const file = `listings/${MARK}/${version}.json`;
    mkdirSync(join(folder, 'listings', MARK), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify({ listing: body }));
    const { name, description, licence, publishedAt } = body;
    const contentHash = sha256(`codexos listing v1\n${stableJson(body)}`);
    return { slug: MARK, version, kind: 'flow', name, description, licence, publishedAt, contentHash, file };
  });
  writeFileSync(
    join(folder, 'index.json'),
    JSON.stringify({ format: 'codexos.registry/v1', name: MARK, listings }),
  );
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-qm', 'Stock the shelves'],
  ])
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder });
  const added = await person.request('POST', '/api/v1/marketplace/registries', {
    kind: 'git',
    location: `file://${folder}`,
  });
  const { key } = added.body as { key: string };
  const fork = await person.request('POST', `/api/v1/marketplace/${key}/${MARK}/fork`, { version: '1.0.0' });
  return { registry: key, registryId: key, slug: MARK, id: (fork.body as { id: string }).id };
}
