import { flowSchema, type Flow } from '@codexos/protocol/flow';
import type { FlowId, WorkspaceId } from '@codexos/protocol/ids';
import { toolDocumentSchema } from '@codexos/protocol/tool';
import { toMasterKey } from '@codexos/utils/master-key';
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createTestApplication } from '../../testing/index.ts';
import type { Services } from '../../services.ts';
import { buildBundle } from '../deployments/build-bundle.ts';
import { packBundle } from '../deployments/bundle.ts';
import { callTokenKey } from '../deployments/call-token.ts';
import { installBundle } from '../deployments/install-bundle.ts';
import { bundleFlow } from './bundle-content.ts';
import { needsOfContent } from './needs-of-content.ts';
import { unpackContent } from './unpack-content.ts';

const tool = toolDocumentSchema.parse({
  name: 'send',
  label: 'Send',
  request: {
    method: 'POST',
    url: 'https://api.example.com/',
    headers: [{ name: 'x-key', value: 'secret:API_KEY' }],
  },
  effect: 'write',
});

function flowOf(name: string, middle: object): Flow {
  return flowSchema.parse({
    name,
    settings: { allowedEffects: ['write'] },
    nodes: [
      { id: 'in', kind: 'input', config: { name: 'text' } },
      { id: 'do', ...middle },
      { id: 'out', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'in', port: 'value' }, to: { node: 'do', port: 'text' } },
      { id: 'e2', from: { node: 'do', port: 'answer' }, to: { node: 'out', port: 'value' } },
    ],
  });
}

function calling(name: string, id: string, version: number | 'latest'): Flow {
  const ports = { inputs: [{ name: 'text', type: 'text', required: true }], outputs: [{ name: 'answer' }] };
  return flowOf(name, { kind: 'sub-flow', config: { flow: { id, version, name: 'Called', ...ports } } });
}

async function save(services: Services, workspaceId: WorkspaceId, flow: Flow, version = 1): Promise<FlowId> {
  const key = await services.flowDocuments.create(workspaceId, flow);
  await services.flows.insertVersion(key, { number: version, contentHash: 'x', flow, at: 1 });
  await services.flows.setPublished(key, version);
  return key.flowId;
}

/** A flow that calls a flow that calls a flow that calls a tool with a secret. */
async function saveThree(services: Services, workspaceId: WorkspaceId) {
  await services.workspaceTools.create(workspaceId, tool);
  const sender = flowSchema.parse({
    ...flowOf('Sender', { kind: 'tool', config: { tool: 'send' } }),
    edges: [
      { id: 'e1', from: { node: 'in', port: 'value' }, to: { node: 'do', port: 'input' } },
      { id: 'e2', from: { node: 'do', port: 'result' }, to: { node: 'out', port: 'value' } },
    ],
  });
  const inner = await save(services, workspaceId, sender, 3);
  const middle = await save(services, workspaceId, calling('Middle', inner, 3));
  const flow = calling('Outer', middle, 'latest');
  return { inner, middle, flow, outer: await save(services, workspaceId, flow) };
}

it('takes called flows into a listing, with their needs and without an id of the workspace', async () => {
  await using test = await createTestApplication();
  const { services } = test.application;
  const { workspaceId } = test.principal;
  const { inner, middle, flow } = await saveThree(services, workspaceId);
  const content = await bundleFlow(services, workspaceId, flow);
  const text = JSON.stringify(content);
  expect([text.includes(inner), text.includes(middle)]).toEqual([false, false]);
  expect(needsOfContent(content)).toMatchObject({
    secrets: [{ name: 'API_KEY', tools: ['send'], hosts: ['api.example.com'] }],
    effects: ['write'],
  });
  const quiet = { ...content, flow: { ...flow, settings: { ...flow.settings, allowedEffects: [] } } };
  expect(needsOfContent(quiet as typeof content).effects).toEqual(['write']);

  await using other = await createTestApplication();
  const there = other.application.services;
  const home = other.principal.workspaceId;
  const { id, flowIds } = await unpackContent(there, home, { content, name: undefined });
  expect(Object.keys(flowIds).sort()).toEqual(['middle', 'sender']);
  const draft = await there.flowDocuments.readDraft({ workspaceId: home, flowId: id });
  expect(await there.compiler.problemsOf(home, draft, id)).not.toContainEqual(
    expect.objectContaining({ code: expect.stringContaining('SUB_FLOW') }),
  );
});

it('takes called flows into a deployment, in the versions that are called', async () => {
  await using test = await createTestApplication();
  const { services } = test.application;
  const { workspaceId } = test.principal;
  const { inner, outer } = await saveThree(services, workspaceId);
  const { bundle } = await buildBundle(services, { type: 'flow', workspaceId, flowId: outer });
  expect(bundle.secrets.map(({ name }) => name)).toEqual(['API_KEY']);
  expect(bundle.tools).toEqual([tool]);

  await using deployed = await createTestApplication();
  const there = deployed.application.services;
  const request = {
    packed: packBundle(bundle),
    tokenKey: callTokenKey(toMasterKey(randomBytes(32)), 'one'),
    readSecret: () => undefined,
  };
  await installBundle(there, request);
  await installBundle(there, request);
  const versions = await there.flows.listVersions({
    workspaceId: deployed.principal.workspaceId,
    flowId: inner,
  });
  expect(versions.map(({ number, isPublished }) => [number, isPublished])).toEqual([[3, true]]);
});
