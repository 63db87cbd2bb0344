'use client';
import type { FlowProblem } from '@codexos/protocol/flow';
import type { ActivationView } from '@codexos/protocol/run-view';
import { useStore, type NodeProps, type ReactFlowState } from '@xyflow/react';
import { PinIcon, TriangleAlertIcon } from 'lucide-react';
import { memo } from 'react';
import { StatusIcon } from '@/components/ui/status-dot';
import { formatDuration, formatMicroUsd } from '@/lib/format';
import { cn } from '@/lib/utils';
import { CalledLink } from './called-link';
import { groupColor } from './group-color';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { nodeLabel, type CanvasNode } from './model/canvas-node';
import { NodeBelow } from './node-below';
import { NodePorts } from './node-ports';
import { PortAnchors } from './port-anchors';
import { NodeTile } from './node-tile';
import { describeSetting } from './describe-setting';

/** In a large flow a card is a coloured box below this zoom: its text could not be read anyway. */
const isFar = (state: ReactFlowState): boolean => state.transform[2] < 0.35 && state.nodes.length > 40;

export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<CanvasNode>) {
  const far = useStore(isFar);
  const isFocused = useCanvasState((state) => state.focusedId === id);
  const run = useCanvasState((state) => state.runByNode.get(id));
  const ring = cn(
    run?.status === 'running' && 'outline-2 outline-run',
    run?.status === 'failed' && 'outline-[1.5px] outline-destructive',
    selected && 'outline-[1.5px] outline-ring',
    isFocused &&
      'group-has-[[data-navigator]:focus-visible]/canvas:outline-3 group-has-[[data-navigator]:focus-visible]/canvas:outline-ring',
  );
  if (far) return <FarCard data={data} ring={ring} />;
  return <NearCard id={id} data={data} ring={ring} run={run} />;
});

function FarCard({ data, ring }: { data: CanvasNode['data']; ring: string }) {
  return (
    <div
      className={cn('relative size-full rounded-md opacity-80 outline-offset-2', ring)}
      style={{ background: groupColor(data.descriptor?.group) }}
    >
      {data.descriptor ? <PortAnchors descriptor={data.descriptor} /> : null}
    </div>
  );
}

interface NearCardProps {
  id: string;
  data: CanvasNode['data'];
  ring: string;
  run: ActivationView | undefined;
}

function NearCard({ id, data, ring, run }: NearCardProps) {
  const { catalogue } = useCanvas();
  const problems = useCanvasState((state) => state.problemsByNode.get(id));
  const { node, descriptor } = data;
  return (
    <div
      data-card
      className={cn(
        'relative flex size-full flex-col rounded-md border bg-card shadow-(--shadow-node) outline-transparent',
        ring,
      )}
    >
      <div data-card-head className="flex h-11 shrink-0 items-center gap-2 px-2.5">
        <NodeTile descriptor={descriptor} data-card-tile />
        <div className="min-w-0 flex-1">
          <div data-card-name className="truncate text-xs leading-4 font-semibold">
            {nodeLabel(data)}
          </div>
          <div data-card-kind className="truncate text-[11px] leading-3.5 text-muted-foreground">
            {descriptor ? descriptor.label : `unknown kind ${node.kind}`}
          </div>
        </div>
        <CalledLink data={data} run={run} />
        {node.pin ? <PinMark /> : null}
        <NodeState run={run} problems={problems} />
      </div>
      {descriptor && descriptor.cardSettings.length > 0 ? (
        <dl className="flex flex-1 flex-col border-t px-2.5 py-1.5 text-[11px] leading-[18px]">
          {descriptor.cardSettings.map((name) => {
            const { label, text } = describeSetting(descriptor, node, name, catalogue);
            return (
              <div key={name} className="flex items-baseline justify-between gap-3">
                <dt className="shrink-0 text-muted-foreground">{label}</dt>
                <dd className="truncate font-mono">{text}</dd>
              </div>
            );
          })}
        </dl>
      ) : null}
      {descriptor ? <NodePorts descriptor={descriptor} /> : null}
      <NodeBelow run={run} />
    </div>
  );
}

function NodeState({
  run,
  problems,
}: {
  run: ActivationView | undefined;
  problems: readonly FlowProblem[] | undefined;
}) {
  const hasRun = useCanvasState((state) => state.hasRun);
  if (run) {
    const turn = run.path.at(-1)?.turn;
    return (
      <span
        data-card-state
        className="flex shrink-0 items-center gap-1.5 font-mono text-[11px] text-muted-foreground tabular"
      >
        <span data-card-facts className="flex flex-col items-end leading-3.5">
          <span>
            {turn === undefined ? null : `×${turn} `}
            {run.durationMs === undefined ? null : formatDuration(run.durationMs)}
          </span>
          {run.usage.microUsd > 0 ? <span>{formatMicroUsd(run.usage.microUsd)}</span> : null}
        </span>
        {run.status === 'completed' && run.error ? (
          <HandledFailure message={run.error.message} />
        ) : (
          <StatusIcon status={run.status} />
        )}
      </span>
    );
  }
  if (problems && problems.length > 0) return <ProblemBadge problems={problems} />;
  if (!hasRun) return null;
  return (
    <span data-card-state className="flex">
      <StatusIcon status="idle" className="opacity-60" />
    </span>
  );
}

/** What comes out of the node is pinned, so that runs of the draft do not run it. */
function PinMark() {
  const text = 'Its output is pinned: runs of the draft do not run it';
  return (
    <PinIcon role="img" aria-label={text} data-card-state className="size-3.5 shrink-0 text-primary-text">
      <title>{text}</title>
    </PinIcon>
  );
}

/** The node failed and the flow says how to go on, so it is neither done nor broken. */
function HandledFailure({ message }: { message: string }) {
  const text = `Failed, and the flow went on: ${message}`;
  return (
    <TriangleAlertIcon role="img" aria-label={text} className="size-3.5 text-warn">
      <title>{text}</title>
    </TriangleAlertIcon>
  );
}

function ProblemBadge({ problems }: { problems: readonly FlowProblem[] }) {
  const hasError = problems.some(({ severity }) => severity === 'error');
  const text = problems.map(({ message, hint }) => `${message} ${hint}`).join('\n');
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      data-card-state
      data-testid="node-problem"
      className={cn(
        'flex shrink-0 items-center gap-0.5 text-2xs',
        hasError ? 'text-destructive' : 'text-warn',
      )}
    >
      <TriangleAlertIcon className="size-3.5" aria-hidden />
      {problems.length > 1 ? problems.length : null}
    </span>
  );
}
