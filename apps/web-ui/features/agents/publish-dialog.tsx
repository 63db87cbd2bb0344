'use client';
import { publishAgent } from '@codexos/protocol/contracts/agents.contract';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
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

interface PublishDialogProps {
  agentId: string;
  name: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Saves the draft first; false when that failed. */
  onBeforePublish: () => Promise<boolean>;
}

export function PublishDialog({ agentId, name, isOpen, onOpenChange, onBeforePublish }: PublishDialogProps) {
  const [versionName, setVersionName] = useState('');
  const publish = useApiMutation(publishAgent, {
    onSuccess: ({ number }) => {
      onOpenChange(false);
      setVersionName('');
      toast.success(`Version ${number} of ${name} is published`);
    },
  });
  const submit = async () => {
    if (!(await onBeforePublish())) return;
    publish.mutate({ params: { agentId }, body: versionName.trim() ? { name: versionName.trim() } : {} });
  };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>Publish {name}</DialogTitle>
          <DialogDescription>
            The draft becomes a version that never changes. Flows, chats and other agents call the published
            version from now on; runs under way keep the one they began with.
          </DialogDescription>
        </DialogHeader>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <div className="flex flex-col gap-1.5">
            <Label htmlFor="version-name">Name of the version, if you like</Label>
            <Input
              id="version-name"
              maxLength={120}
              placeholder="Cites every claim"
              value={versionName}
              onChange={(event) => setVersionName(event.target.value)}
            />
          </div>
          {publish.error ? <ErrorNotice error={publish.error} /> : null}
          <DialogFooter>
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={publish.isPending}>
              Publish
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
