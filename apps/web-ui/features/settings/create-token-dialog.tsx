'use client';
import { createApiToken } from '@codexos/protocol/contracts/settings.contract';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { useApiMutation } from '@/lib/api/use-api-mutation';

interface CreateTokenDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Names a token, then shows its value this once. */
export function CreateTokenDialog({ isOpen, onOpenChange }: CreateTokenDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-md">
        <TokenSteps onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function TokenSteps({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const create = useApiMutation(createApiToken);
  if (create.data) return <TokenValue name={create.data.name} value={create.data.value} onClose={onClose} />;
  return (
    <>
      <DialogHeader>
        <DialogTitle>New API token</DialogTitle>
        <DialogDescription>Name it after the program that will use it.</DialogDescription>
      </DialogHeader>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) create.mutate({ body: { name: name.trim() } });
        }}
      >
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="token-name">Name</Label>
          <Input
            id="token-name"
            maxLength={120}
            placeholder="Nightly report"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!name.trim() || create.isPending}>
            Create
          </Button>
        </DialogFooter>
      </form>
    </>
  );
}

function TokenValue({ name, value, onClose }: { name: string; value: string; onClose: () => void }) {
  return (
    <>
      <DialogHeader>
        <DialogTitle>{name} is ready</DialogTitle>
        <DialogDescription>
          Copy the token now. It is shown this once and only its fingerprint is kept.
        </DialogDescription>
      </DialogHeader>
      <div className="flex items-center gap-2 rounded-md border bg-muted/40 py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-xs break-all" data-slot="token-value">
          {value}
        </code>
        <CopyButton text={value} label="Copy the token" className="size-7" />
      </div>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogFooter>
    </>
  );
}
