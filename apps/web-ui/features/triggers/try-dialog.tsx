'use client';
import type { Trigger } from '@codexos/protocol/contracts/triggers.contract';
import { jsonSchema, type JsonValue } from '@codexos/protocol/json';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { useFire } from './use-fire';
import { sampleMessage } from './webhook-example';

/** Fires a webhook with a message that is written here, without a signature: whoever may do this is known. */
export function TryDialog({ trigger, onClose }: { trigger: Trigger; onClose: () => void }) {
  const { id, name, inputs } = trigger;
  const [text, setText] = useState(() => JSON.stringify(sampleMessage(inputs), null, 2));
  const fire = useFire(name, onClose);
  const message = readMessage(text);
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>Try {name}</DialogTitle>
          <DialogDescription>
            Starts a run as if this message had come, signed. It stands in the history.
          </DialogDescription>
        </DialogHeader>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (message !== undefined) fire.mutate({ params: { triggerId: id }, body: { body: message } });
          }}
        >
          <div className="flex flex-col gap-1.5">
            <Label htmlFor="try-message">Message</Label>
            <Textarea
              id="try-message"
              className="min-h-24 font-mono"
              aria-invalid={message === undefined}
              aria-describedby="try-message-help"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <p id="try-message-help" className="text-xs text-muted-foreground">
              {message === undefined ? 'This is no JSON yet.' : 'JSON, as the sender would send it.'}
            </p>
          </div>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={message === undefined || fire.isPending}>
              Start the run
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function readMessage(text: string): JsonValue | undefined {
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
