import { calledFlowSchema } from '@codexos/protocol/called-flow';
import type { ActivationView } from '@codexos/protocol/run-view';
import { ArrowUpRightIcon } from 'lucide-react';
import Link from 'next/link';
import type { CanvasNode } from './model/canvas-node';

/** Leads from the card of a called flow to that flow, or to the run of it in the run that is shown. */
export function CalledLink({ data, run }: { data: CanvasNode['data']; run: ActivationView | undefined }) {
  const { data: called } = calledFlowSchema.safeParse(data.node.config.flow);
  if (!called) return null;
  const child = run?.calls.findLast((call) => call.type === 'child-run');
  const [href, label] =
    child?.type === 'child-run'
      ? [`/runs/${child.childRunId}`, `Open the run of ${called.name}`]
      : [`/flows/${called.id}`, `Open the flow ${called.name}`];
  // The card is one stop of the keyboard; the inspector has the same links.
  return (
    <Link
      href={href}
      aria-label={label}
      title={label}
      tabIndex={-1}
      className="nodrag nopan flex size-5 shrink-0 items-center justify-center rounded-xs text-muted-foreground hover:bg-accent hover:text-foreground"
    >
      <ArrowUpRightIcon className="size-3.5" aria-hidden />
    </Link>
  );
}
