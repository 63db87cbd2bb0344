import { ERROR_PORT, type FlowEdge, type FlowNode } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';
import { listedPorts } from '@codexos/protocol/listed-ports';
import type { InPort, NodeKind, OutPort } from '../node-kind.ts';

interface DraftPorts {
  in: Readonly<Record<string, InPort>>;
  out: Readonly<Record<string, OutPort>>;
}

/** A node while its flow is being checked. */
export interface DraftNode {
  source: FlowNode;
  kind: NodeKind;
  label: string;
  /** Position in the flow. */
  index: number;
  /** Undefined while the config has mistakes. */
  config: unknown;
  isConfigValid: boolean;
  /** Those of its kind, and those that its settings list. */
  ports: DraftPorts;
  incoming: DraftEdge[];
  outgoing: DraftEdge[];
}

/** An edge whose ends and ports exist. */
export interface DraftEdge {
  source: FlowEdge;
  from: DraftNode;
  to: DraftNode;
}

/** A flow while it is being checked. */
export interface DraftFlow {
  nodes: readonly DraftNode[];
  edges: readonly DraftEdge[];
}

const ERROR_PORTS = { [ERROR_PORT]: { label: 'Error', type: 'json' } } as const;

/** The out-ports of a node: those of its kind, and one for its failure where that is a way of its own. */
export function outPortsOf({ ports, source }: DraftNode): Readonly<Record<string, OutPort>> {
  return source.onFailure?.type === 'branch' ? { ...ports.out, ...ERROR_PORTS } : ports.out;
}

/** The ports of a node by the kind and the settings of it, which need not be right yet. */
export function draftPorts({ ports, portLists }: NodeKind, config: JsonObject): DraftPorts {
  if (!portLists) return ports;
  const listed = (path: string | undefined): Record<string, InPort> =>
    Object.fromEntries(
      listedPorts(config, path).map(({ name, label, type, required }) => [name, { label, type, required }]),
    );
  return {
    in: { ...listed(portLists.in), ...ports.in },
    out: { ...listed(portLists.out), ...ports.out },
  };
}

/** How messages name a node. */
export function nameOf({ label, source }: Pick<DraftNode, 'label' | 'source'>): string {
  return label === source.id ? `“${label}”` : `“${label}” (${source.id})`;
}

/** Whether an edge closes a loop: it leads to the port that a loop node listens on for the end of a turn. */
export function isBackEdge({ source, to }: DraftEdge): boolean {
  return to.kind.loop !== undefined && source.to.port === to.kind.loop.back;
}

/** Whether an edge starts a turn of a loop. */
export function isBodyEdge({ source, from }: DraftEdge): boolean {
  return from.kind.loop !== undefined && source.from.port === from.kind.loop.body;
}
