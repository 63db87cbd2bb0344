import type { Flow } from '@codexos/protocol/flow';
import { sha256, stableJson } from '@codexos/utils/hash';

/** SHA-256 of what a flow does: positions, words for people and what is pinned on a draft do not count. */
export function contentHashOf(flow: Flow): string {
  const nodes = [...flow.nodes]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map(({ position: _position, label: _label, pin: _pin, ...node }) => node);
  const edges = flow.edges.map(({ from, to }) => `${from.node}.${from.port}>${to.node}.${to.port}`).sort();
  return sha256(stableJson({ nodes, edges, settings: flow.settings }));
}
