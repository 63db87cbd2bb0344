import type { Flow } from '@codexos/protocol/flow';
import { sha256, stableJson } from '@codexos/utils/hash';

/** Names what a flow does: equal for flows that differ only in where their nodes lie on the canvas. */
export function hashFlow(flow: Flow): string {
  return sha256(stableJson({ ...flow, nodes: flow.nodes.map(({ position: _position, ...node }) => node) }));
}
