import { randomBytes } from 'node:crypto';
import type { FlowId } from '@codexos/protocol/ids';
import { flowSchema } from '@codexos/protocol/flow';
import { toolDocumentSchema } from '@codexos/protocol/tool';
import { toMasterKey } from '@codexos/utils/master-key';
import { expect, it } from 'vitest';
import { createTestApplication } from '../../testing/index.ts';
import { buildBundle } from './build-bundle.ts';
import { packBundle, unpackBundle } from './bundle.ts';
import { callTokenKey } from './call-token.ts';
import { installBundle } from './install-bundle.ts';

it('takes the tools of the workspace along, so that the flow runs where it is deployed', async () => {
  await using test = await createTestApplication();
  const { services } = test.application;
  const { workspaceId } = test.principal;
  const document = toolDocumentSchema.parse({
    name: 'look-up',
    label: 'Look up',
    request: {
      method: 'GET',
      url: 'https://api.example.com/',
      headers: [{ name: 'x-key', value: 'secret:API_KEY' }],
    },
    effect: 'read',
  });
  await services.workspaceTools.create(workspaceId, document);
  await services.workspaceTools.create(workspaceId, { ...document, name: 'not-used' });
  const flow = flowSchema.parse({
    name: 'Look up',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text' } },
      { id: 'call', kind: 'tool', config: { tool: 'look-up' } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'call', port: 'input' } },
      { id: 'e2', from: { node: 'call', port: 'result' }, to: { node: 'result', port: 'value' } },
    ],
  });
  const { flowId } = await services.flowDocuments.create(workspaceId, flow);
  const key = { workspaceId, flowId: flowId as FlowId };
  await services.flows.insertVersion(key, { number: 1, contentHash: 'x', flow, at: 1 });
  await services.flows.setPublished(key, 1);
  const { bundle } = await buildBundle(services, { type: 'flow', workspaceId, flowId });
  expect(bundle.tools).toEqual([document]);
  expect(bundle.secrets).toEqual([
    {
      name: 'API_KEY',
      grants: { tools: ['look-up'], hosts: ['api.example.com'], providers: [], agents: [] },
    },
  ]);

  await using deployed = await createTestApplication();
  const packed = packBundle(bundle);
  const request = {
    packed,
    tokenKey: callTokenKey(toMasterKey(randomBytes(32)), 'one'),
    readSecret: () => undefined,
  };
  await installBundle(deployed.application.services, request);
  // A restarted container installs it again.
  await installBundle(deployed.application.services, request);
  const there = await deployed.application.services.workspaceTools.list(deployed.principal.workspaceId);
  expect(there.map((tool) => tool.document)).toEqual([document]);
  // A bundle of a version that knew no tools is still one.
  const { tools: _tools, ...older } = bundle;
  expect(unpackBundle(packBundle(older as typeof bundle)).tools).toEqual([]);
});
