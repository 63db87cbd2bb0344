import type { FlowDetail } from '@codexos/protocol/contracts/flows.contract';
import type { TestServer } from './start-test-server.ts';

/** One text input, an expression that adds an exclamation mark, one output. */
export function linearFlow() {
  return {
    name: 'Shout',
    nodes: [
      { id: 'text', kind: 'input', config: { name: 'text', type: 'text' } },
      { id: 'shout', kind: 'expression', config: { expression: 'input + "!"' } },
      { id: 'result', kind: 'output', config: { name: 'answer' } },
    ],
    edges: [
      { id: 'e1', from: { node: 'text', port: 'value' }, to: { node: 'shout', port: 'input' } },
      { id: 'e2', from: { node: 'shout', port: 'value' }, to: { node: 'result', port: 'value' } },
    ],
  };
}

export async function addFlow(server: TestServer, flow: unknown): Promise<FlowDetail> {
  const reply = await server.request('POST', '/api/v1/flows', { body: { flow } });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body as FlowDetail;
}
