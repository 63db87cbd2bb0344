/** Pinned outputs belong to a draft; these take them out of a flow and put them into one. */
import type { Flow, FlowNode } from './flow.ts';

/** The flow as a version holds it. The same object when nothing is pinned. */
export function withoutPins(flow: Flow): Flow {
  if (flow.nodes.every(({ pin }) => pin === undefined)) return flow;
  return { ...flow, nodes: flow.nodes.map(withoutPin) };
}

/** A version as a run of the draft takes it: with the pins that the draft has. */
export function withPinsOf(version: Flow, draft: Flow): Flow {
  const pins = new Map(draft.nodes.map(({ id, pin }) => [id, pin]));
  return {
    ...version,
    nodes: version.nodes.map((node) => {
      const pin = pins.get(node.id);
      return pin === undefined ? withoutPin(node) : { ...node, pin };
    }),
  };
}

export function withoutPin(node: FlowNode): FlowNode {
  if (node.pin === undefined) return node;
  const { pin: _pin, ...rest } = node;
  return rest;
}
