/** What the canvas shows: nodes and edges for React Flow, problems, run states and where the keyboard stands. */
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import type { Flow, FlowProblem } from '@codexos/protocol/flow';
import type { ActivationView } from '@codexos/protocol/run-view';
import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { toCanvasEdge, toCanvasNode, type CanvasEdge, type CanvasNode } from './canvas-node';
import { descriptorOf } from './descriptor-of';

export interface CanvasState {
  flow: Flow;
  nodes: CanvasNode[];
  edges: CanvasEdge[];
  problems: readonly FlowProblem[];
  problemsByNode: ReadonlyMap<string, readonly FlowProblem[]>;
  /** The latest activation of each node of the run that is shown. */
  runByNode: ReadonlyMap<string, ActivationView>;
  /** Whether a run is shown at all; without one, nodes carry no state. */
  hasRun: boolean;
  /** Where the keyboard stands; drawn as a ring while the canvas has the focus. */
  focusedId: string | undefined;
  isReadOnly: boolean;
  /** A node that another part of the page asks the canvas to bring into view; a new object for each request. */
  revealRequest: { id: string } | undefined;
}

export type CanvasStore = StoreApi<CanvasState>;

const NO_FLOW: Flow = {
  schemaVersion: 1,
  name: '',
  description: '',
  nodes: [],
  edges: [],
  settings: { allowedEffects: [], maxActivations: 10_000, maxDurationMs: 3_600_000 },
};

export function createCanvasStore(isReadOnly: boolean): CanvasStore {
  return createStore<CanvasState>(() => ({
    flow: NO_FLOW,
    nodes: [],
    edges: [],
    problems: [],
    problemsByNode: new Map(),
    runByNode: new Map(),
    hasRun: false,
    focusedId: undefined,
    isReadOnly,
    revealRequest: undefined,
  }));
}

/** Shows a flow; what did not change since the last one keeps its identity. */
export function setFlow(store: CanvasStore, flow: Flow, kinds: ReadonlyMap<string, NodeDescriptor>): void {
  const before = store.getState();
  const nodesBefore = new Map(before.nodes.map((node) => [node.id, node]));
  const edgesBefore = new Map(before.edges.map((edge) => [edge.id, edge]));
  const nodes = flow.nodes.map((node) =>
    toCanvasNode(node, descriptorOf(node, kinds), nodesBefore.get(node.id)),
  );
  const ids = new Set(flow.nodes.map(({ id }) => id as string));
  const edges = flow.edges
    .filter(({ from, to }) => ids.has(from.node) && ids.has(to.node))
    .map((edge) => toCanvasEdge(edge, edgesBefore.get(edge.id)));
  const focusedId =
    before.focusedId !== undefined && ids.has(before.focusedId) ? before.focusedId : undefined;
  store.setState({ flow, nodes, edges, focusedId });
}

export function applyNodeChangesTo(store: CanvasStore, changes: NodeChange<CanvasNode>[]): void {
  store.setState(({ nodes }) => ({ nodes: applyNodeChanges(changes, nodes) }));
}

export function applyEdgeChangesTo(store: CanvasStore, changes: EdgeChange<CanvasEdge>[]): void {
  store.setState(({ edges }) => ({ edges: applyEdgeChanges(changes, edges) }));
}

export function setProblems(store: CanvasStore, problems: readonly FlowProblem[]): void {
  const problemsByNode = new Map<string, FlowProblem[]>();
  for (const problem of problems) {
    if (problem.nodeId === undefined) continue;
    problemsByNode.set(problem.nodeId, [...(problemsByNode.get(problem.nodeId) ?? []), problem]);
  }
  store.setState({ problems, problemsByNode });
}

/** Shows the states of a run; undefined takes them away. */
export function setRun(store: CanvasStore, activations: Iterable<ActivationView> | undefined): void {
  const runByNode = new Map<string, ActivationView>();
  for (const activation of activations ?? []) {
    const known = runByNode.get(activation.nodeId);
    if (!known || activation.startedAt >= known.startedAt) runByNode.set(activation.nodeId, activation);
  }
  store.setState({ runByNode, hasRun: activations !== undefined });
}

/** Selects exactly these nodes and no edge. */
export function selectNodes(store: CanvasStore, ids: Iterable<string>): void {
  const wanted = new Set(ids);
  store.setState(({ nodes, edges }) => ({
    nodes: nodes.map((node) =>
      (node.selected ?? false) === wanted.has(node.id) ? node : { ...node, selected: wanted.has(node.id) },
    ),
    edges: edges.map((edge) => (edge.selected ? { ...edge, selected: false } : edge)),
  }));
}

export function selectedNodeIds({ nodes }: Pick<CanvasState, 'nodes'>): string[] {
  return nodes.filter(({ selected }) => selected).map(({ id }) => id);
}
