import type { ActivationId } from '@codexos/protocol/ids';
import type { PathSegment, PortValue } from '@codexos/protocol/run-event';
import type { GraphEdge, GraphNode, GraphOutPort, Scope } from '../graph/graph.ts';

/** What an edge brings when the node before it took another way: nothing, ever. */
export const DEAD = Symbol('dead');
export type Arrival = Delivery | typeof DEAD;

/** A value on its way, and the activation whose end brought it. */
export interface Delivery {
  readonly from: ActivationId;
  readonly output: PortValue;
}

/**
 * One instance of a scope: the root of a run, or one turn of a loop. Holds what has arrived at the nodes of its
 * scope and is dropped with its last activation.
 */
export interface Frame {
  readonly scope: Scope;
  readonly parent: Frame | undefined;
  readonly path: PathSegment[];
  /** What follows the node's id in the ids of this frame's activations: nothing for the root. */
  readonly suffix: string;
  /** The value that the loop sent into this turn. */
  readonly turnValue: PortValue | undefined;
  /** By the slot of the node; undefined until something arrives. */
  readonly slots: (Slot | undefined)[];
  /** What out-ports with edges into scopes below have given. */
  readonly published: Map<GraphOutPort, Arrival>;
  /** How far the nodes of this frame are that work on each item of a list. */
  readonly each: Map<GraphNode, EachProgress>;
  /** Frames below that wait for an out-port of this one. */
  readonly waiters: Map<GraphOutPort, { frame: Frame; edge: GraphEdge }[]>;
}

/** How far one node is with the items of its list. */
export interface EachProgress {
  readonly from: ActivationId;
  readonly items: readonly PortValue[];
  /** What the items brought back, by their index; DEAD for one that brought nothing. */
  readonly results: (Arrival | undefined)[];
  /** Index of the item that is begun next. */
  next: number;
  runningCount: number;
  /** An item may end while it is being begun; the one who begins items then goes on with the next. */
  isBeginning: boolean;
}

/** A node that has got its first value and waits for more, but not for ever. */
export interface JoinWait {
  readonly node: GraphNode;
  readonly frame: Frame;
  readonly slot: Slot;
  /** Epoch ms; undefined until the journal says so. */
  until: number | undefined;
}

/** A value that came to a node which was no longer waiting. */
export interface LateArrival {
  readonly activationId: ActivationId;
  readonly edge: GraphEdge;
}

/** What has arrived at one node of a frame. */
export interface Slot {
  /** By position among the node's in-edges. Emptied once the node is on its way. */
  arrivals: (Arrival | undefined)[];
  remainingCount: number;
  liveCount: number;
  isSettled: boolean;
}

export function createRootFrame(scope: Scope): Frame {
  return {
    scope,
    parent: undefined,
    path: [],
    suffix: '',
    turnValue: undefined,
    slots: new Array<Slot | undefined>(scope.nodes.length),
    published: new Map(),
    each: new Map(),
    waiters: new Map(),
  };
}

export interface TurnOptions {
  parent: Frame;
  loop: GraphNode;
  scope: Scope;
  turn: number;
  value: PortValue;
}

export function createTurnFrame({ parent, loop, scope, turn, value }: TurnOptions): Frame {
  return {
    scope,
    parent,
    path: [...parent.path, { node: loop.id, turn }],
    suffix: `${parent.suffix === '' ? '@' : `${parent.suffix},`}${loop.id}:${turn}`,
    turnValue: value,
    slots: new Array<Slot | undefined>(scope.nodes.length),
    published: new Map(),
    each: new Map(),
    waiters: new Map(),
  };
}

export function createSlot(edgeCount: number): Slot {
  return {
    arrivals: new Array<Arrival | undefined>(edgeCount),
    remainingCount: edgeCount,
    liveCount: 0,
    isSettled: false,
  };
}

/** The id of the activation of a node in a frame. */
export function activationIdIn(frame: Frame, node: GraphNode): ActivationId {
  return (frame.suffix === '' ? node.id : node.id + frame.suffix) as ActivationId;
}

/** The turn that a frame is of its loop; 0 for the root. */
export function turnOf(frame: Frame): number {
  return frame.path.at(-1)?.turn ?? 0;
}
