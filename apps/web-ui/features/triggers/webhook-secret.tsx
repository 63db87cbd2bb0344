'use client';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from '@/components/ui/dialog';

interface WebhookSecretProps {
  triggerId: string;
  name: string;
  secret: string;
  onClose: () => void;
}

/** What the sender of messages needs: the address, and the secret that is shown this once. */
export function WebhookSecret({ triggerId, name, secret, onClose }: WebhookSecretProps) {
  return (
    <>
      <DialogHeader>
        <DialogTitle>{name} is ready</DialogTitle>
        <DialogDescription>
          Give both to the system that sends the messages. The secret is shown this once.
        </DialogDescription>
      </DialogHeader>
      <Value label="Address" value={`${window.location.origin}/api/hooks/${triggerId}`} slot="webhook-url" />
      <Value label="Secret" value={secret} slot="webhook-secret" />
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogFooter>
    </>
  );
}

function Value({ label, value, slot }: { label: string; value: string; slot: string }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-xs font-medium">{label}</p>
      <div className="flex items-center gap-2 rounded-md border bg-muted/40 py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-xs break-all" data-slot={slot}>
          {value}
        </code>
        <CopyButton text={value} label={`Copy the ${label.toLowerCase()}`} className="size-7" />
      </div>
    </div>
  );
}
