import type { FlowNode } from '@codexos/protocol/flow';

/** Whom a secret that a node names is for: its tool, and the hosts of the addresses that stand in it as they are. */
export function grantsOfNode(node: Pick<FlowNode, 'config'> | undefined): {
  tools: string[];
  hosts: string[];
} {
  const { tool, arguments: values } = node?.config ?? {};
  return {
    tools: typeof tool === 'string' ? [tool] : [],
    hosts: typeof values === 'object' && values !== null ? Object.values(values).flatMap(hostOf) : [],
  };
}

/** None for an address that is made at run time. */
function hostOf(value: unknown): string[] {
  if (typeof value !== 'string' || value.includes('{{') || !/^https?:\/\//.test(value)) return [];
  return URL.canParse(value) ? [new URL(value).host] : [];
}
