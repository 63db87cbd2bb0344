import type { NodeDescriptor, PortDescriptor } from '@codexos/protocol/catalogue';
import type { FlowEdge, FlowNode } from '@codexos/protocol/flow';
import { Position, type Edge, type Node, type NodeHandle } from '@xyflow/react';
import { CARD_WIDTH, cardHeight, PORT_SIZE, portOffset } from './geometry';

export type CanvasNode = Node<{ node: FlowNode; descriptor: NodeDescriptor | undefined }, 'card'>;
export type CanvasEdge = Edge<{ edge: FlowEdge }, 'flow'>;

/** A node for the canvas; the one from before when nothing about it changed. */
export function toCanvasNode(
  node: FlowNode,
  descriptor: NodeDescriptor | undefined,
  before: CanvasNode | undefined,
): CanvasNode {
  if (before?.data.node === node && before.data.descriptor === descriptor) return before;
  const height = cardHeight(descriptor);
  return {
    id: node.id,
    type: 'card',
    position: node.position,
    data: { node, descriptor },
    width: CARD_WIDTH,
    height,
    measured: { width: CARD_WIDTH, height },
    handles:
      before?.data.descriptor === descriptor && before?.handles
        ? before.handles
        : toHandles(descriptor, height),
    selected: before?.selected ?? false,
  };
}

export function toCanvasEdge(edge: FlowEdge, before: CanvasEdge | undefined): CanvasEdge {
  if (before?.data?.edge === edge) return before;
  return {
    id: edge.id,
    type: 'flow',
    source: edge.from.node,
    sourceHandle: edge.from.port,
    target: edge.to.node,
    targetHandle: edge.to.port,
    data: { edge },
    selected: before?.selected ?? false,
  };
}

export function nodeLabel({ node, descriptor }: CanvasNode['data']): string {
  return node.label ?? descriptor?.label ?? node.kind;
}

function toHandles(descriptor: NodeDescriptor | undefined, height: number): NodeHandle[] {
  const place = (ports: readonly PortDescriptor[], type: NodeHandle['type']): NodeHandle[] =>
    ports.map((port, index) => ({
      id: port.name,
      type,
      position: type === 'target' ? Position.Left : Position.Right,
      x: (type === 'target' ? 0 : CARD_WIDTH) - PORT_SIZE / 2,
      y: portOffset(index, ports.length, height) - PORT_SIZE / 2,
      width: PORT_SIZE,
      height: PORT_SIZE,
    }));
  return [...place(descriptor?.ports.in ?? [], 'target'), ...place(descriptor?.ports.out ?? [], 'source')];
}
