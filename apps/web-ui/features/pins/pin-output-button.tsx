'use client';
import { setNodePin } from '@codexos/flow-document';
import { nodePinSchema } from '@codexos/protocol/flow';
import type { ActivationView } from '@codexos/protocol/run-view';
import { PinIcon } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { useCanvas, useCanvasState } from '@/features/canvas/model/canvas-context';

/** Pins what a node has just given, where the draft is open and the kind of the node allows it. */
export function PinOutputButton({ activation }: { activation: ActivationView }) {
  const { editor } = useCanvas();
  const { nodeId, status, outputs, isPinned } = activation;
  const canPin = useCanvasState(({ nodes }) =>
    nodes.some(({ id, data }) => id === nodeId && data.descriptor?.runsAlone === true),
  );
  if (!editor || !canPin || status !== 'completed' || isPinned || outputs.length === 0) return null;
  const pin = () => {
    const checked = nodePinSchema.safeParse({ outputs });
    if (checked.success) editor.edit((doc, origin) => setNodePin(doc, nodeId, checked.data, origin));
    else
      toast.error('The output was not pinned', {
        description: `${checked.error.issues[0]?.message ?? 'It is too long'}. Pin a node after it that gives less.`,
      });
  };
  return (
    <Button variant="quiet" size="sm" onClick={pin}>
      <PinIcon aria-hidden /> Pin
    </Button>
  );
}
