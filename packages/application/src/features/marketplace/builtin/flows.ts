import { flowSchema } from '@codexos/protocol/flow';
import type { ListingBody } from '@codexos/protocol/listing';
import { TEMPLATES } from '../../flows/templates.ts';
import { toBuiltinListing } from './to-builtin-listing.ts';

const ownFlows = TEMPLATES.map(({ id, name, summary, flow, sampleInput, needsSource }) =>
  toBuiltinListing({
    slug: id,
    name,
    description: summary,
    readme: `${flow.description}\n\nChoose a repository or a knowledge base when you run it.`,
    tags: needsSource ? ['repository', 'questions'] : ['questions'],
    content: { kind: 'flow', flow, agents: [] },
    sampleInput,
  }),
);

const callService = toBuiltinListing({
  slug: 'call-a-service',
  name: 'Call a service with a key',
  description: 'Calls an HTTP API with a token from the vault and gives back what it answered.',
  readme:
    'Shows how a flow uses a secret: the header names `secret:SERVICE_TOKEN`, and the vault fills it in on the way out, for the hosts that you grant. The flow, its runs and its exports never hold the value.\n\n1. Add `SERVICE_TOKEN` to the vault, grant it to the tool _HTTP request_ and to the host of the service.\n2. Run the flow with the address to call.',
  tags: ['http', 'secrets'],
  content: {
    kind: 'flow',
    agents: [],
    flow: flowSchema.parse({
      name: 'Call a service with a key',
      description: 'Calls an address with a token from the vault.',
      settings: { allowedEffects: ['write'] },
      nodes: [
        {
          id: 'address',
          kind: 'input',
          label: 'Address',
          position: { x: 0, y: 0 },
          config: { name: 'address', label: 'Address', type: 'text', help: 'The whole address to call.' },
        },
        {
          id: 'call',
          kind: 'tool',
          label: 'Call the service',
          position: { x: 300, y: 0 },
          config: {
            tool: 'http-request',
            arguments: { url: '{{ input }}', headers: { authorization: 'Bearer secret:SERVICE_TOKEN' } },
          },
        },
        {
          id: 'body',
          kind: 'expression',
          label: 'Its answer',
          position: { x: 600, y: 0 },
          config: { expression: 'input.body' },
        },
        {
          id: 'result',
          kind: 'output',
          label: 'Result',
          position: { x: 900, y: 0 },
          config: { name: 'answer' },
        },
      ],
      edges: [
        { id: 'address-call', from: { node: 'address', port: 'value' }, to: { node: 'call', port: 'input' } },
        { id: 'call-body', from: { node: 'call', port: 'result' }, to: { node: 'body', port: 'input' } },
        { id: 'body-result', from: { node: 'body', port: 'value' }, to: { node: 'result', port: 'value' } },
      ],
    }),
  },
});

export const FLOWS: readonly ListingBody[] = [...ownFlows, callService];
