'use client';
import { createAgent } from '@codexos/protocol/contracts/agents.contract';
import { RadioGroup } from 'radix-ui';
import { useRouter } from 'next/navigation';
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
import { ErrorNotice } from '@/components/ui/error-notice';
import { Icon } from '@/components/ui/icon';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { STARTERS } from './starters';

interface CreateAgentDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function CreateAgentDialog({ isOpen, onOpenChange }: CreateAgentDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>New agent</DialogTitle>
          <DialogDescription>Choose what it starts from. Everything can be changed after.</DialogDescription>
        </DialogHeader>
        <CreateAgentForm onCancel={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function CreateAgentForm({ onCancel }: { onCancel: () => void }) {
  const router = useRouter();
  const [starterId, setStarterId] = useState(STARTERS[0]?.id ?? '');
  const [name, setName] = useState('');
  const create = useApiMutation(createAgent, { onSuccess: ({ id }) => router.push(`/agents/${id}`) });
  const starter = STARTERS.find(({ id }) => id === starterId);
  const fallback = starter && starter.id !== 'blank' ? starter.name : 'New agent';
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (starter) {
          create.mutate({
            body: {
              name: name.trim() || fallback,
              description: starter.id === 'blank' ? '' : starter.summary,
              config: starter.config,
            },
          });
        }
      }}
    >
      <RadioGroup.Root
        value={starterId}
        onValueChange={setStarterId}
        aria-label="Starts from"
        className="flex flex-col gap-2"
      >
        {STARTERS.map(({ id, name: label, summary, icon }) => (
          <RadioGroup.Item
            key={id}
            value={id}
            className="flex items-center gap-3 rounded-md border p-3 text-left hover:bg-accent data-[state=checked]:border-primary data-[state=checked]:bg-primary/8"
          >
            <Icon name={icon} className="text-kind-agent" />
            <span>
              <span className="block text-sm font-medium">{label}</span>
              <span className="block text-sm text-muted-foreground">{summary}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="agent-name">Name</Label>
        <Input
          id="agent-name"
          maxLength={120}
          placeholder={fallback}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {create.error ? <ErrorNotice error={create.error} /> : null}
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={create.isPending}>
          Create
        </Button>
      </DialogFooter>
    </form>
  );
}
