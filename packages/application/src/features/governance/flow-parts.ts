/** Nodes and edges of the flows that governance ships. */
import type { JsonObject } from '@codexos/protocol/json';

interface NodePart {
  id: string;
  kind: string;
  label: string;
  position: { x: number; y: number };
  config: JsonObject;
}

export function nodePart(
  [id, kind, label]: readonly [id: string, kind: string, label: string],
  [x, y]: readonly [x: number, y: number],
  config: JsonObject,
): NodePart {
  return { id, kind, label, position: { x, y }, config };
}

/** From and to as `node.port`. */
export function edgePart(from: string, to: string) {
  const [fromNode = '', fromPort = ''] = from.split('.');
  const [toNode = '', toPort = ''] = to.split('.');
  return {
    id: `${fromNode}-${toNode}`,
    from: { node: fromNode, port: fromPort },
    to: { node: toNode, port: toPort },
  };
}
