import { ERROR_PORT, type FlowEdge, type FlowNode } from '@codexos/protocol/flow';
import type { NodeKind, OutPort } from '../node-kind.ts';

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
export function outPortsOf({ kind, source }: DraftNode): Readonly<Record<string, OutPort>> {
  return source.onFailure?.type === 'branch' ? { ...kind.ports.out, ...ERROR_PORTS } : kind.ports.out;
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
