import { agentConfigSchema } from '@codexos/protocol/agent';
import { flowSchema } from '@codexos/protocol/flow';
import {
  listingContentSchema,
  LISTING_FORMAT,
  type ListingBody,
  type ListingContent,
} from '@codexos/protocol/listing';
import { toolDocumentSchema } from '@codexos/protocol/tool';
import { expect, it } from 'vitest';
import { createTestApplication, type TestApplication } from '../../testing/index.ts';
import { invoke } from '../../use-case.ts';
import { applyForkUpdateUseCase } from './apply-fork-update.use-case.ts';
import { getForkUpdateUseCase } from './get-fork-update.use-case.ts';
import { needsOfContent } from './needs-of-content.ts';
import { parseListing } from './parse-listing.ts';

function contentOf(words: string, host: string): ListingContent {
  const flow = (name: string, nodes: object[]): object => flowSchema.parse({ name, nodes, edges: [] });
  const agent = (key: string) => ({
    key,
    name: key,
    config: agentConfigSchema.parse({ instructions: words, tools: ['send'] }),
  });
  return listingContentSchema.parse({
    kind: 'flow',
    flow: flow('Main', [
      { id: 'one', kind: 'agent', config: { agentId: 'touched' } },
      { id: 'two', kind: 'agent', config: { agentId: 'untouched' } },
      { id: 'three', kind: 'sub-flow', config: { flow: { id: 'called', name: 'Called' } } },
    ]),
    flows: [{ key: 'called', flow: flow('Called', [{ id: 'in', kind: 'input', config: { name: words } }]) }],
    agents: [agent('touched'), agent('untouched')],
    tools: [
      {
        document: toolDocumentSchema.parse({
          name: 'send',
          label: 'Send',
          request: {
            method: 'GET',
            url: `https://${host}/`,
            headers: [{ name: 'x-key', value: 'secret:API_KEY' }],
          },
          effect: 'read',
        }),
      },
    ],
  });
}

function listingOf(version: string, content: ListingContent): string {
  const listing: ListingBody = {
    format: LISTING_FORMAT,
    slug: 'main',
    version,
    name: 'Main',
    description: 'Does it.',
    readme: '',
    tags: [],
    licence: 'MIT',
    publishedAt: 1,
    needs: needsOfContent(content),
    content,
  };
  return JSON.stringify({ listing });
}

/** Publishes a version on this server, as its registry gives it. */
async function publish({ application, principal }: TestApplication, text: string): Promise<void> {
  await application.services.listings.publish(principal, parseListing(text), text);
}

it('shows what becomes of all that came along, and brings along what nobody touched', async () => {
  await using test = await createTestApplication();
  const { application, principal } = test;
  const { services } = application;
  const { workspaceId } = principal;
  const first = listingOf('1.0.0', contentOf('first', 'one.example'));
  await publish(test, first);
  const checked = parseListing(first);
  const fork = await services.marketplace.fork(services, principal, { checked, registry: 'server' });
  const record = await services.listings.findFork(workspaceId, fork.id);
  if (!record) throw new Error('The fork was not kept.');
  const { agentIds, flowIds } = record;
  const touched = { workspaceId, agentId: agentIds['touched'] ?? '' };
  const untouched = { workspaceId, agentId: agentIds['untouched'] ?? '' };
  const { draft, revision } = await services.agents.get(touched);
  await services.agents.update(touched, { config: { ...draft, instructions: 'mine' }, revision });
  await publish(test, listingOf('1.1.0', contentOf('second', 'two.example')));
  await services.marketplace.list(workspaceId, { query: '', isRefresh: true });

  const request = { params: { id: fork.id } };
  const update = await invoke(getForkUpdateUseCase, { services, principal, request });
  expect(update).toMatchObject({
    parts: [
      { kind: 'flow', name: 'Called', state: 'updated' },
      { kind: 'agent', name: 'touched', state: 'kept' },
      { kind: 'agent', name: 'untouched', state: 'updated' },
      {
        kind: 'tool',
        name: 'Send',
        state: 'updated',
        forked: { request: { url: 'https://one.example/' } },
        newest: { request: { url: 'https://two.example/' } },
      },
    ],
    needs: { forked: { hosts: ['one.example'] }, newest: { hosts: ['two.example'] } },
  });

  await invoke(applyForkUpdateUseCase, {
    services,
    principal,
    request: { ...request, body: { to: '1.1.0' } },
  });
  expect((await services.agents.get(touched)).draft.instructions).toBe('mine');
  expect((await services.agents.configOf(untouched, 'latest')).config.instructions).toBe('second');
  const called = { workspaceId, flowId: flowIds['called'] ?? '' };
  const { publishedVersion = 0 } = await services.flows.get(called);
  const { flow } = await services.flows.getVersion(called, publishedVersion);
  expect(flow.nodes[0]?.config.name).toBe('second');
});

it('makes an agent again that was removed here', async () => {
  await using test = await createTestApplication();
  const { application, principal } = test;
  const { services } = application;
  const { workspaceId } = principal;
  const first = listingOf('1.0.0', contentOf('first', 'one.example'));
  await publish(test, first);
  const checked = parseListing(first);
  const fork = await services.marketplace.fork(services, principal, { checked, registry: 'server' });
  const before = (await services.listings.findFork(workspaceId, fork.id))?.agentIds['touched'] ?? '';
  await services.agents.delete({ workspaceId, agentId: before });
  await publish(test, listingOf('1.1.0', contentOf('second', 'one.example')));
  await services.marketplace.list(workspaceId, { query: '', isRefresh: true });
  await invoke(applyForkUpdateUseCase, {
    services,
    principal,
    request: { params: { id: fork.id }, body: { to: '1.1.0' } },
  });
  const after = (await services.listings.findFork(workspaceId, fork.id))?.agentIds['touched'] ?? '';
  expect(after).not.toBe(before);
  expect((await services.agents.get({ workspaceId, agentId: after })).draft.instructions).toBe('second');
});
