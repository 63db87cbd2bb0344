import type { NodeGroup } from '@codexos/protocol/catalogue';
import type { PortType } from '@codexos/protocol/port-type';

/** The hue of a group: on the icon tile and in the minimap, nowhere else. */
const GROUP_COLOR: Record<NodeGroup, string> = {
  io: 'var(--kind-io)',
  agent: 'var(--kind-agent)',
  model: 'var(--kind-model)',
  tool: 'var(--kind-tool)',
  retrieval: 'var(--kind-retrieval)',
  logic: 'var(--kind-logic)',
};

export const GROUP_LABEL: Record<NodeGroup, string> = {
  io: 'Input and output',
  agent: 'Agents',
  model: 'Models',
  tool: 'Tools',
  retrieval: 'Retrieval',
  logic: 'Logic',
};

export const PORT_COLOR: Record<PortType, string> = {
  any: 'var(--kind-io)',
  text: 'var(--kind-agent)',
  json: 'var(--kind-logic)',
  passages: 'var(--kind-retrieval)',
};

export function groupColor(group: NodeGroup | undefined): string {
  return group === undefined ? 'var(--kind-io)' : GROUP_COLOR[group];
}
