'use client';
import type { Branch } from '@codexos/protocol/run-event';
import type { ActivationView, RunView } from '@codexos/protocol/run-view';
import type { FlowEdge } from '@codexos/protocol/flow';
import { useCanvasState } from '@/features/canvas/model/canvas-context';
import { nodeLabel } from '@/features/canvas/model/canvas-node';
import { useShownRun } from '@/features/run/shown-run';
import { cn } from '@/lib/utils';
import { branchStateOf, type BranchState } from './branch-state';

const WORDS: Record<BranchState, { text: string; className?: string }> = {
  arrived: { text: 'arrived', className: 'text-ok' },
  late: { text: 'came too late', className: 'text-warn' },
  missing: { text: 'missing when time was up', className: 'text-warn' },
  skipped: { text: 'not taken' },
  waiting: { text: 'still to come', className: 'text-run' },
};

/** What became of each way into a node that brings several together. */
export function JoinBranches({ activation }: { activation: ActivationView }) {
  const edges = useCanvasState(({ flow }) => flow.edges);
  const nodes = useCanvasState((state) => state.nodes);
  const run = useShownRun();
  const into = edges.filter(({ to }) => to.node === activation.nodeId);
  if (!run || (into.length < 2 && !activation.join)) return null;
  const nameOf = ({ node, port }: Branch): string => {
    const found = nodes.find(({ id }) => id === node);
    return found ? `${nodeLabel(found.data)} · ${port}` : node;
  };
  return (
    <section className="flex flex-col gap-2">
      <h3 className="section-label">Ways</h3>
      <ul className="flex flex-col gap-1 text-sm">
        {into.map((edge) => (
          <Way key={edge.id} edge={edge} name={nameOf(edge.from)} activation={activation} view={run.view} />
        ))}
      </ul>
    </section>
  );
}

interface WayProps {
  edge: FlowEdge;
  name: string;
  activation: ActivationView;
  view: RunView;
}

function Way({ edge, name, activation, view }: WayProps) {
  const { text, className } = WORDS[branchStateOf(edge.from, activation, view)];
  return (
    <li className="flex items-baseline justify-between gap-3">
      <span className="min-w-0 truncate">{name}</span>
      <span className={cn('shrink-0 text-xs text-muted-foreground', className)}>{text}</span>
    </li>
  );
}
