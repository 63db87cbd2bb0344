'use client';
import type { ActivationView } from '@codexos/protocol/run-view';
import { BaseEdge, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useCanvasState } from './model/canvas-context';
import type { CanvasEdge } from './model/canvas-node';

type EdgeState = 'idle' | 'active' | 'done';

const STROKE: Record<EdgeState, string> = {
  idle: 'var(--edge)',
  active: 'var(--run)',
  done: 'color-mix(in oklch, var(--ok) 70%, var(--edge))',
};

export const FlowEdgeLine = memo(function FlowEdgeLine(props: EdgeProps<CanvasEdge>) {
  const { id, source, target, sourceHandleId, selected } = props;
  const state = useCanvasState((canvas) =>
    edgeState(canvas.runByNode.get(source), canvas.runByNode.get(target), sourceHandleId),
  );
  const hasProblem = useCanvasState((canvas) => canvas.problems.some(({ edgeId }) => edgeId === id));
  const [path] = getSmoothStepPath({
    sourceX: props.sourceX,
    sourceY: props.sourceY,
    sourcePosition: props.sourcePosition,
    targetX: props.targetX,
    targetY: props.targetY,
    targetPosition: props.targetPosition,
    borderRadius: 8,
  });
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
