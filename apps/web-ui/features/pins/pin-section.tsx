'use client';
import { setNodePin } from '@codexos/flow-document';
import type { NodePin } from '@codexos/protocol/flow';
import { PinIcon, PinOffIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useCanvas } from '@/features/canvas/model/canvas-context';
import type { CanvasNode } from '@/features/canvas/model/canvas-node';
import { PinEditor } from './pin-editor';

/** What is pinned on a node: says what that means, and lets it be changed and taken off. */
export function PinSection({ node: { id, data } }: { node: CanvasNode }) {
  const { editor } = useCanvas();
  const [isEditing, setEditing] = useState(false);
  const { pin } = data.node;
  const set = (next: NodePin | undefined) =>
    editor?.edit((doc, origin) => setNodePin(doc, id, next, origin), `${id}.pin`);
  if (!pin) return null;
  return (
    <section aria-label="Pinned output" className="mx-4 mb-3 flex flex-col gap-2 rounded-md border p-3">
      <div className="flex items-center gap-2">
        <PinIcon className="size-4 text-primary-text" aria-hidden />
        <h3 className="flex-1 text-sm font-medium">Output is pinned</h3>
        {editor ? (
          <>
            <Button
              variant="quiet"
              size="sm"
              aria-expanded={isEditing}
              onClick={() => setEditing(!isEditing)}
            >
              {isEditing ? 'Close' : 'Edit'}
            </Button>
            <Button variant="quiet" size="sm" onClick={() => set(undefined)}>
              <PinOffIcon aria-hidden /> Unpin
            </Button>
          </>
        ) : null}
      </div>
      <p className="text-xs text-muted-foreground">
        In runs of the draft the node does not run: what follows it gets the pinned value. Published versions
        never use it; there the node runs.
      </p>
      {isEditing && editor ? (
        <PinEditor
          pin={pin}
          ports={data.descriptor?.ports.out ?? []}
          onSave={(next) => {
            set(next);
            setEditing(false);
          }}
        />
      ) : null}
    </section>
  );
}
