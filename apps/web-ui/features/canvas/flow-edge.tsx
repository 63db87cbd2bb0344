'use client';
import type { ActivationView } from '@codexos/protocol/run-view';
import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useCanvasState } from './model/canvas-context';
import { cardIndex } from './model/card-index';
import type { CanvasEdge } from './model/canvas-node';
import type { CanvasState } from './model/canvas-store';
import { edgeRoute, toPath } from './model/edge-route';

type EdgeState = 'idle' | 'active' | 'done';

const STROKE: Record<EdgeState, string> = {
  idle: 'var(--edge)',
  active: 'var(--run)',
  done: 'color-mix(in oklch, var(--ok) 70%, var(--edge))',
};

/** Cards this close to an end may stand in the way of an edge that turns there. */
const REACH = 24;

export const FlowEdgeLine = memo(function FlowEdgeLine(props: EdgeProps<CanvasEdge>) {
  const { id, source, target, sourceHandleId, selected } = props;
  const state = useCanvasState((canvas) =>
    edgeState(canvas.runByNode.get(source), canvas.runByNode.get(target), sourceHandleId),
  );
  const hasProblem = useCanvasState((canvas) => canvas.problems.some(({ edgeId }) => edgeId === id));
  const path = useCanvasState(useRoute(props));
  return (
    <BaseEdge
      id={id}
      path={path}
      interactionWidth={18}
      style={{
        stroke: selected ? 'var(--ring)' : hasProblem ? 'var(--destructive)' : STROKE[state],
        strokeWidth: selected || state === 'active' ? 2 : 1.5,
        ...(state === 'active'
          ? { strokeDasharray: '6 4', strokeDashoffset: 0, animation: 'dash-move 0.6s linear infinite' }
          : {}),
      }}
    />
  );
});

/** Selects the path around the cards; looked for again only when a card or an end has moved. */
function useRoute({ sourceX, sourceY, targetX, targetY }: EdgeProps<CanvasEdge>) {
  return useMemo(() => {
    let last: CanvasState['nodes'] | undefined;
    let path = '';
    return ({ nodes }: CanvasState): string => {
      if (nodes === last) return path;
      last = nodes;
      const [left, right] = [Math.min(sourceX, targetX), Math.max(sourceX, targetX)];
      const cards = cardIndex(nodes).between(left - REACH, right + REACH);
      path = toPath(edgeRoute({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, cards));
      return path;
    };
  }, [sourceX, sourceY, targetX, targetY]);
}

function edgeState(
  from: ActivationView | undefined,
  to: ActivationView | undefined,
  port: string | null | undefined,
): EdgeState {
  if (!from || from.status !== 'completed' || !from.outputs.some((output) => output.port === port))
    return 'idle';
  if (to?.status === 'running' || to?.status === 'retrying') return 'active';
  return to ? 'done' : 'idle';
}
