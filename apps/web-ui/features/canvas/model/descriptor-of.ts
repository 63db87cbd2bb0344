import type { NodeDescriptor, PortDescriptor } from '@codexos/protocol/catalogue';
import { ERROR_PORT, type FlowNode } from '@codexos/protocol/flow';

const PORT: PortDescriptor = { name: ERROR_PORT, label: 'Error', type: 'json', required: false, many: false };

const withErrorPort = new WeakMap<NodeDescriptor, NodeDescriptor>();

/** What a node looks like: its kind, and a port for its error where failing is a way of its own. */
export function descriptorOf(
  node: Pick<FlowNode, 'kind' | 'onFailure'>,
  kinds: ReadonlyMap<string, NodeDescriptor>,
): NodeDescriptor | undefined {
  const descriptor = kinds.get(node.kind);
  if (!descriptor || node.onFailure?.type !== 'branch') return descriptor;
  // The same object each time, by which the canvas knows that nothing has changed.
  const known = withErrorPort.get(descriptor);
  if (known) return known;
  const { ports } = descriptor;
  const extended = { ...descriptor, ports: { in: ports.in, out: [...ports.out, PORT] } };
  withErrorPort.set(descriptor, extended);
  return extended;
}
