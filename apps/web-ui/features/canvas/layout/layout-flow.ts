/** Arranges a flow in layers from left to right. The work is done in a worker, so that the page stays free. */
import type { NodeMove } from '@codexos/flow-document';
import type { ELK, ElkNode } from 'elkjs/lib/elk-api';
import type { CanvasEdge, CanvasNode } from '../model/canvas-node';
import { CARD_WIDTH } from '../model/geometry';

let engine: Promise<ELK> | undefined;

export async function layoutFlow(
  nodes: readonly CanvasNode[],
  edges: readonly CanvasEdge[],
): Promise<NodeMove[]> {
  engine ??= createEngine();
  const elk = await engine;
  const isLarge = nodes.length > 300;
  const graph: ElkNode = {
    id: 'flow',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '36',
      'elk.layered.spacing.nodeNodeBetweenLayers': '64',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.layered.nodePlacement.strategy': isLarge ? 'SIMPLE' : 'NETWORK_SIMPLEX',
      'elk.layered.thoroughness': isLarge ? '1' : '7',
    },
    children: nodes.map(({ id, height }) => ({ id, width: CARD_WIDTH, height: height ?? 80 })),
    edges: edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  };
  const arranged = await elk.layout(graph);
  return (arranged.children ?? []).map(({ id, x = 0, y = 0 }) => ({
    id,
    position: { x: Math.round(x), y: Math.round(y) },
  }));
}

async function createEngine(): Promise<ELK> {
  const { default: Elk } = await import('elkjs/lib/elk-api');
  return new Elk({
    workerFactory: () => new Worker(new URL('elkjs/lib/elk-worker.min.js', import.meta.url)),
  });
}
