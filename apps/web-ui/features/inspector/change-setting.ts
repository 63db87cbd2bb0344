import { updateNodeConfig, updateNodePorts, type EditOrigin, type PortChange } from '@codexos/flow-document';
import type { PortDescriptor } from '@codexos/protocol/catalogue';
import type { JsonValue } from '@codexos/protocol/json';
import { portsOfNode } from '@codexos/protocol/listed-ports';
import type { CanvasNode } from '@/features/canvas/model/canvas-node';

/** Changes one setting of a node. Edges follow where the setting lists ports. */
export function changeSetting(
  doc: Parameters<typeof updateNodeConfig>[0],
  { node, descriptor }: CanvasNode['data'],
  { name, value }: { name: string; value: JsonValue | undefined },
  origin: EditOrigin,
): void {
  const config = { [name]: value };
  if (!descriptor?.portLists) {
    updateNodeConfig(doc, node.id, config, origin);
    return;
  }
  const before = portsOfNode(descriptor, node.config);
  const { [name]: _replaced, ...rest } = node.config;
  const after = portsOfNode(descriptor, value === undefined ? rest : { ...rest, [name]: value });
  updateNodePorts(
    doc,
    node.id,
    { config, in: portChange(before.in, after.in), out: portChange(before.out, after.out) },
    origin,
  );
}

/** One name that takes the place of another is a new name for the same port. */
export function portChange(before: readonly PortDescriptor[], after: readonly PortDescriptor[]): PortChange {
  const isNew = ({ name }: PortDescriptor) => !before.some((port) => port.name === name);
  const gone = before.filter(({ name }) => !after.some((port) => port.name === name));
  const [lost] = gone;
  const found = lost && after[before.indexOf(lost)];
  if (lost && found && gone.length === 1 && before.length === after.length && isNew(found))
    return { renamed: new Map([[lost.name, found.name]]), gone: new Set() };
  return { renamed: new Map(), gone: new Set(gone.map(({ name }) => name)) };
}
