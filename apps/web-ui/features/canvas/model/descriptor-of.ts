import type { NodeDescriptor, PortDescriptor } from '@codexos/protocol/catalogue';
import { ERROR_PORT, type FlowNode } from '@codexos/protocol/flow';
import { portsOfNode } from '@codexos/protocol/listed-ports';

const PORT: PortDescriptor = { name: ERROR_PORT, label: 'Error', type: 'json', required: false, many: false };

/** What has been made of each kind, by the ports that it has. */
const extended = new WeakMap<NodeDescriptor, Map<string, NodeDescriptor>>();

/**
 * What a node looks like: its kind, the ports that its settings list, and one for its error where failing is a way of
 * its own. The same object for the same ports, by which the canvas knows that nothing has changed.
 */
export function descriptorOf(
  node: Pick<FlowNode, 'kind' | 'onFailure' | 'config'>,
  kinds: ReadonlyMap<string, NodeDescriptor>,
): NodeDescriptor | undefined {
  const descriptor = kinds.get(node.kind);
  if (!descriptor) return undefined;
  const hasErrorPort = node.onFailure?.type === 'branch';
  if (!hasErrorPort && !descriptor.portLists) return descriptor;
  const listed = portsOfNode(descriptor, node.config);
  const ports = { in: listed.in, out: hasErrorPort ? [...listed.out, PORT] : listed.out };
  const key = descriptor.portLists ? JSON.stringify(ports) : '';
  const known = extended.get(descriptor) ?? new Map<string, NodeDescriptor>();
  extended.set(descriptor, known);
  const found = known.get(key) ?? { ...descriptor, ports };
  known.set(key, found);
  return found;
}
