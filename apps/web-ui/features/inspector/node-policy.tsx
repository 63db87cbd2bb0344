'use client';
import { setNodeRetry, setNodeTimeout } from '@codexos/flow-document';
import type { FlowNode } from '@codexos/protocol/flow';
import { useCanvas } from '@/features/canvas/model/canvas-context';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { FailureChoice } from './failure-choice';

/** What happens when a node fails or takes long: the same for every kind. */
export function NodePolicy({ node }: { node: FlowNode }) {
  const { editor } = useCanvas();
  const setTries = (text: string) => {
    const maxAttempts = Math.min(10, Math.trunc(Number(text)));
    editor?.edit(
      (doc, origin) =>
        setNodeRetry(
          doc,
          node.id,
          maxAttempts > 1 ? { maxAttempts, backoffMs: node.retry?.backoffMs ?? 500 } : undefined,
          origin,
        ),
      `${node.id}.retry`,
    );
  };
  const setSeconds = (text: string) => {
    const ms = Math.min(86_400_000, Math.round(Number(text) * 1_000));
    editor?.edit(
      (doc, origin) => setNodeTimeout(doc, node.id, ms >= 1 ? ms : undefined, origin),
      `${node.id}.timeout`,
    );
  };
  return (
    <fieldset className="flex flex-col gap-2 border-t pt-4">
      <legend className="section-label sr-only">When it fails</legend>
      <div className="grid grid-cols-2 gap-3">
        <div className="flex flex-col gap-1.5">
          <Label htmlFor={`${node.id}-tries`}>Tries</Label>
          <Input
            id={`${node.id}-tries`}
            type="number"
            min={1}
            max={10}
            disabled={!editor}
            value={node.retry?.maxAttempts ?? 1}
            onChange={(event) => setTries(event.target.value)}
          />
        </div>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor={`${node.id}-timeout`}>Time limit (s)</Label>
          <Input
            id={`${node.id}-timeout`}
            type="number"
            min={0}
            step="any"
            placeholder="none"
            disabled={!editor}
            value={node.timeoutMs === undefined ? '' : node.timeoutMs / 1_000}
            onChange={(event) => setSeconds(event.target.value)}
          />
        </div>
      </div>
      <p className="text-xs text-muted-foreground">
        A failed try is repeated after a pause that doubles each time.
      </p>
      <FailureChoice node={node} />
    </fieldset>
  );
}
