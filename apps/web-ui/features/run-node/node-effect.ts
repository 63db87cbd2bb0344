import { calledFlowSchema } from '@codexos/protocol/called-flow';
import type { Catalogue } from '@codexos/protocol/catalogue';
import type { FlowNode } from '@codexos/protocol/flow';

/** What running a node does to the world outside, in a sentence; undefined when it only looks. */
export function effectOfNode(
  node: Pick<FlowNode, 'config'>,
  { tools }: Pick<Catalogue, 'tools'>,
): string | undefined {
  const { tool, tools: granted, agentId, flow } = node.config;
  if (typeof agentId === 'string' && agentId !== '')
    return 'This calls a saved agent for real, with everything that its tools may do.';
  const called = calledFlowSchema.safeParse(flow).data;
  if (called) return `This runs the flow “${called.name}” for real, with everything that it does.`;
  const names = [...(typeof tool === 'string' ? [tool] : []), ...(Array.isArray(granted) ? granted : [])];
  const used = tools.filter(({ name, effect }) => effect !== 'read' && names.includes(name));
  if (used.length === 0) return undefined;
  const doing = used.map(
    ({ label, effect }) => `${label} ${effect === 'spend' ? 'can spend money' : 'can change things outside'}`,
  );
  return `This runs for real: ${doing.join(', ')}.`;
}
