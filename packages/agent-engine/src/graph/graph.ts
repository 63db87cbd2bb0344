import type { FailurePolicy, Flow, FlowSettings, NodePin, RetryPolicy } from '@codexos/protocol/flow';
import type { NodeId } from '@codexos/protocol/ids';
import type { PortType } from '@codexos/protocol/port-type';
import type { EachRule, JoinRule, NodeKind, RunInputField } from '../node-kind.ts';

/**
 * A compiled flow: everything that running needs, looked up once. A scope is a region whose nodes run equally often:
 * the root scope once per run, the body of a loop once per turn.
 */
export interface Graph {
  readonly flow: Flow;
  readonly settings: FlowSettings;
  readonly nodes: readonly GraphNode[];
  readonly nodesById: ReadonlyMap<string, GraphNode>;
  /** The first is the root. */
  readonly scopes: readonly Scope[];
  readonly inputs: readonly RunInputField[];
}

export interface GraphNode {
  readonly id: NodeId;
  readonly label: string;
  readonly kind: NodeKind;
  /** As the kind's schema has parsed it. */
  readonly config: unknown;
  readonly retry: RetryPolicy | undefined;
  readonly timeoutMs: number | undefined;
  readonly onFailure: FailurePolicy | undefined;
  /** Given out in place of what the node would have made. */
  readonly pin: NodePin | undefined;
  readonly join: JoinRule;
  readonly each: EachRule | undefined;
  readonly scope: Scope;
  /** Position among the nodes of its scope. */
  readonly slot: number;
  readonly inPorts: readonly GraphInPort[];
  readonly outPorts: readonly GraphOutPort[];
  /** Edges that end here, in the order of the ports, without the one that closes a loop. */
  readonly inEdges: readonly GraphEdge[];
  /** The scope that the node repeats. */
  readonly body: Scope | undefined;
  readonly runOutput: string | undefined;
}

export interface GraphInPort {
  readonly name: string;
  readonly type: PortType;
  readonly isRequired: boolean;
  readonly isMany: boolean;
  /** Indexes into the node's `inEdges`. */
  readonly positions: readonly number[];
}

export interface GraphOutPort {
  readonly name: string;
  /** Whether its values go into the scope that the node repeats. */
  readonly isBody: boolean;
  /** Edges to nodes of the scope that the port's values appear in. */
  readonly edges: readonly GraphEdge[];
  /** Edges into scopes below: their value is the same for every turn. */
  readonly constants: readonly GraphEdge[];
}

export interface GraphEdge {
  readonly id: string;
  readonly from: GraphNode;
  readonly outPort: GraphOutPort;
  readonly to: GraphNode;
  /** Name of the target's port. */
  readonly inPort: string;
  /** Index into the target's `inEdges`; -1 for an edge that closes a loop. */
  readonly position: number;
}

export interface Scope {
  readonly index: number;
  /** The node that repeats it; undefined for the root. */
  readonly loop: GraphNode | undefined;
  readonly parent: Scope | undefined;
  readonly nodes: readonly GraphNode[];
  /** Edges that bring values from scopes above. */
  readonly constants: readonly GraphEdge[];
  /** The edge that ends a turn; undefined for the root. */
  readonly backEdge: GraphEdge | undefined;
}
