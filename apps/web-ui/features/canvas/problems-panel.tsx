'use client';
import type { FlowProblem } from '@codexos/protocol/flow';
import { disconnect } from '@codexos/flow-document';
import { CircleCheckIcon, CircleXIcon, TriangleAlertIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { grantsOfNode } from '@/features/vault/grants-of-node';
import { wantedSecretLink } from '@/features/vault/wanted-secret';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { selectNodes } from './model/canvas-store';

/** Every problem of the flow at once; a click goes to the node it concerns. */
export function ProblemsPanel() {
  const problems = useCanvasState((state) => state.problems);
  if (problems.length === 0) {
    return (
      <div className="flex flex-col items-center gap-2 px-6 py-12 text-center text-sm text-muted-foreground">
        <CircleCheckIcon className="size-5 text-ok" aria-hidden />
        No problems. The flow can run.
      </div>
    );
  }
  return (
    <ul aria-label="Problems of the flow">
      {problems.map((problem, index) => (
        <li key={`${problem.code}-${problem.nodeId ?? problem.edgeId ?? ''}-${index}`} className="border-b">
          <ProblemRow problem={problem} />
        </li>
      ))}
    </ul>
  );
}

function ProblemRow({ problem }: { problem: FlowProblem }) {
  const { store, editor, openInspector } = useCanvas();
  const { nodeId, edgeId } = problem;
  const pathname = usePathname();
  const node = store.getState().flow.nodes.find(({ id }) => id === nodeId);
  const go = () => {
    if (nodeId === undefined) return;
    selectNodes(store, [nodeId]);
    store.setState({ focusedId: nodeId, revealRequest: { id: nodeId } });
    openInspector(nodeId);
  };
  return (
    <div className="flex items-start gap-2.5 px-4 py-2.5 text-sm hover:bg-accent/50">
      {problem.severity === 'error' ? (
        <CircleXIcon className="mt-0.5 size-4 shrink-0 text-destructive" aria-label="Error" />
      ) : (
        <TriangleAlertIcon className="mt-0.5 size-4 shrink-0 text-warn" aria-label="Warning" />
      )}
      <div className="min-w-0 flex-1">
        <p className="break-words">{problem.message}</p>
        <p className="text-xs break-words text-muted-foreground">{problem.hint}</p>
        <p className="mt-0.5 font-mono text-2xs text-muted-foreground">{problem.code}</p>
        {problem.code === 'SECRET_MISSING' ? (
          <Link
            href={
              problem.subject === undefined
                ? '/vault'
                : wantedSecretLink({ name: problem.subject, grants: grantsOfNode(node), back: pathname })
            }
            className="text-xs text-primary-text underline-offset-4 hover:underline"
          >
            {problem.subject === undefined ? 'Open the vault' : 'Add it to the vault'}
          </Link>
        ) : null}
      </div>
      {nodeId !== undefined ? (
        <Button variant="quiet" size="sm" onClick={go}>
          Show
        </Button>
      ) : edgeId !== undefined && editor ? (
        <Button
          variant="quiet"
          size="sm"
          onClick={() => editor.edit((doc, origin) => disconnect(doc, [edgeId], origin))}
        >
          Remove edge
        </Button>
      ) : null}
    </div>
  );
}
