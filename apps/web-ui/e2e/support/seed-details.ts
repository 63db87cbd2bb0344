/** Things whose pages have an id in their address, made through the API. */
import type { Api } from './api';

/** One text in, the same text with an exclamation mark out. */
const SHOUT = {
  name: 'Shout',
  description: 'Says it louder',
  nodes: [
    {
      id: 'text',
      kind: 'input',
      position: { x: 0, y: 0 },
      label: 'Words',
      config: { name: 'text', label: 'What to shout' },
    },
    {
      id: 'shout',
      kind: 'expression',
      position: { x: 280, y: 0 },
      label: 'Louder',
      config: { expression: 'input + "!"' },
    },
    {
      id: 'result',
      kind: 'output',
      position: { x: 560, y: 0 },
      label: 'Shouted',
      config: { name: 'answer' },
    },
  ],
  edges: [
    { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'shout', port: 'input' } },
    { id: 'e2', from: { node: 'shout', port: 'value' }, to: { node: 'result', port: 'value' } },
  ],
};

const ISSUE_TOOL = {
  name: 'get-issue',
  label: 'Get an issue',
  description: 'Gives title, state and text of an issue of the tracker by its number.',
  inputs: [
    { name: 'id', type: 'integer', isRequired: true, description: 'Number of the issue.' },
    { name: 'detail', type: 'choice', options: ['short', 'full'], defaultValue: 'short' },
  ],
  request: {
    method: 'GET',
    url: 'https://api.example.org/issues/{{ input.id }}',
    query: [{ name: 'detail', value: '{{ input.detail }}' }],
    headers: [{ name: 'authorization', value: 'Bearer secret:ISSUES_TOKEN' }],
  },
  answer: { type: 'expression', expression: '{"title": body.title, "state": body.state}' },
  effect: 'read',
};

interface DetailPage {
  name: string;
  path: string;
}

/** A page that the workspace's people see, for each thing that the other specs do not look at. */
export async function seedDetails(api: Api): Promise<DetailPage[]> {
  const secret = await api.post<{ id: string }>('/secrets', {
    name: 'ISSUES_TOKEN',
    description: 'Reads the issues of the tracker',
    value: 'a value that no picture shows',
    grants: { tools: ['http-request', 'get-issue'], providers: [], agents: [], hosts: ['api.example.org'] },
  });
  const tool = await api.post<{ id: string }>('/tools', { document: ISSUE_TOOL });
  const flow = await publishShout(api);
  const { deployment } = await api.post<{ deployment: { id: string } }>('/deployments', {
    name: 'Shout',
    target: { type: 'flow', flowId: flow },
    image: 'registry.example/codexos:1',
  });
  return [
    { name: 'secret', path: `/vault/${secret.id}` },
    { name: 'tool', path: `/tools/${tool.id}` },
    { name: 'proposal', path: `/governance/proposals/${await propose(api)}` },
    { name: 'deployment', path: `/deployments/${deployment.id}` },
    { name: 'not-found', path: '/nothing-here' },
  ];
}

/** Pages that whoever has the link sees. */
export async function seedShared(api: Api): Promise<DetailPage[]> {
  const flow = await publishShout(api);
  const run = await api.post<{ runId: string }>(`/published/${flow}/runs`, { input: { text: 'Land ahoy' } });
  return [
    { name: 'shared-flow', path: await share(api, 'flow', flow, 'run') },
    { name: 'shared-run', path: await share(api, 'run', run.runId) },
  ];
}

/** Shares a thing and gives the path of its public page. */
export async function share(
  api: Api,
  type: 'flow' | 'run' | 'conversation',
  id: string,
  kind: 'view' | 'run' = 'view',
): Promise<string> {
  const { token } = await api.post<{ token: string }>('/share-links', { kind, thing: { type, id } });
  return `/s/${token}`;
}

async function publishShout(api: Api): Promise<string> {
  const { id } = await api.post<{ id: string }>('/flows', { flow: SHOUT });
  await api.post(`/flows/${id}/publish`);
  return id;
}

async function propose(api: Api): Promise<string> {
  const { stakeholders } = await api.get<{ stakeholders: { address: string; localName?: string }[] }>(
    '/governance',
  );
  const account = stakeholders.find(({ localName }) => localName === 'Account 1')?.address;
  const act = (action: object) =>
    api.post<{ proposalId?: string }>('/governance/actions', { account, action });
  await act({ type: 'stake', amount: `50000${'0'.repeat(18)}` });
  // Votes count from the block after the stake.
  await api.post('/governance/clock', { seconds: 60 });
  const { proposalId } = await act({
    type: 'propose',
    track: 'standard',
    category: 'parameters',
    title: 'Decide in five days',
    description: 'Seven days are **longer than we need** to read a proposal.',
    steps: [{ type: 'set-parameter', name: 'votingPeriod', value: '432000' }],
  });
  return proposalId ?? '';
}
