/**
 * Which values of a run a link may show. What retrieval and tools bring in is material of the workspace, and stays
 * with it, as does everything that only rearranges it. What a model writes from it is work, and is shown.
 */
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import { ERROR_PORT, type Flow, type FlowNode } from '@codexos/protocol/flow';

export interface SharedValues {
  isInputShared: (nodeId: string, port: string) => boolean;
  isOutputShared: (nodeId: string, port: string) => boolean;
}

/** Controls of settings that choose where material comes from. */
const MATERIAL_CONTROLS = new Set(['tool', 'knowledge', 'flow']);
const WRITER_CONTROLS = new Set(['model', 'agent']);

export function sharedValues(
  { nodes, edges }: Flow,
  kinds: ReadonlyMap<string, NodeDescriptor>,
): SharedValues {
  const byId = new Map<string, FlowNode>(nodes.map((node) => [node.id, node]));
  const kindOf = (nodeId: string) => kinds.get(byId.get(nodeId)?.kind ?? '');
  const holdsMaterial = new Set<string>(
    nodes.filter(({ kind }) => bringsMaterial(kinds.get(kind))).map(({ id }) => id),
  );

  const isOutputShared = (nodeId: string, port: string): boolean => {
    // An error names things of the workspace in its message.
    if (port === ERROR_PORT || holdsMaterial.has(nodeId)) return false;
    const kind = kindOf(nodeId);
    const type = kind?.ports.out.find(({ name }) => name === port)?.type;
    return type !== undefined && type !== 'passages' && (!isWriter(kind) || type === 'text');
  };

  // Until nothing changes: loops lead back, so that one pass is not enough.
  for (let before = -1; before !== holdsMaterial.size;) {
    before = holdsMaterial.size;
    for (const { from, to } of edges)
      if (!isOutputShared(from.node, from.port) && !isWriter(kindOf(to.node))) holdsMaterial.add(to.node);
  }

  return {
    isOutputShared,
    isInputShared: (nodeId, port) =>
      edges
        .filter(({ to }) => to.node === nodeId && to.port === port)
        .every(({ from }) => isOutputShared(from.node, from.port)),
  };
}

function bringsMaterial(kind: NodeDescriptor | undefined): boolean {
  return (
    kind === undefined ||
    kind.group === 'tool' ||
    kind.group === 'retrieval' ||
    kind.ports.out.some(({ type }) => type === 'passages') ||
    hasControl(kind, MATERIAL_CONTROLS)
  );
}

/** Asks a model, so that its text is written anew. */
function isWriter(kind: NodeDescriptor | undefined): boolean {
  return kind !== undefined && hasControl(kind, WRITER_CONTROLS);
}

function hasControl({ configSchema }: NodeDescriptor, controls: ReadonlySet<string>): boolean {
  const { properties } = configSchema;
  return Object.values(typeof properties === 'object' && properties !== null ? properties : {}).some(
    (property) =>
      typeof property === 'object' &&
      property !== null &&
      'control' in property &&
      typeof property.control === 'string' &&
      controls.has(property.control),
  );
}
