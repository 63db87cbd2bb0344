import type { Catalogue, NodeDescriptor } from '@codexos/protocol/catalogue';
import type { Flow } from '@codexos/protocol/flow';
import { changedSettings } from '@/features/versions/compare-flows';

/** What the steps of two runs say about their nodes. */
export interface ComparedNodes {
  nameOf: (nodeId: string) => string;
  descriptorOf: (nodeId: string) => NodeDescriptor | undefined;
  /** Settings that the node had otherwise in A; the flow may have been edited in between. */
  changesOf: (nodeId: string) => readonly string[];
}

export function nodesOf(a: Flow, b: Flow, { nodes: kinds }: Catalogue): ComparedNodes {
  const before = new Map(a.nodes.map((node) => [node.id as string, node]));
  const after = new Map(b.nodes.map((node) => [node.id as string, node]));
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]));
  const descriptorOf = (nodeId: string): NodeDescriptor | undefined =>
    byKind.get((after.get(nodeId) ?? before.get(nodeId))?.kind ?? '');
  return {
    descriptorOf,
    nameOf: (nodeId) =>
      after.get(nodeId)?.label ?? before.get(nodeId)?.label ?? descriptorOf(nodeId)?.label ?? nodeId,
    changesOf: (nodeId) => {
      const old = before.get(nodeId);
      const node = after.get(nodeId);
      return old && node ? changedSettings(old, node) : [];
    },
  };
}
