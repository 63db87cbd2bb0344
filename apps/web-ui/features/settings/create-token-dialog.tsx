'use client';
import type { Permission } from '@codexos/protocol/contract';
import { createApiToken } from '@codexos/protocol/contracts/settings.contract';
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
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { LifetimeField } from './lifetime-field';
import { TokenValue } from './token-value';

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

const SCOPES: readonly { id: string; label: string; help: string; permissions: readonly Permission[] }[] = [
  {
    id: 'run',
    label: 'Run what is published',
    help: 'Runs published flows and follows its runs. Sees nothing else.',
    permissions: ['published:run', 'run:read', 'run:cancel'],
  },
  {
    id: 'read',
    label: 'Read',
    help: 'Reads flows, agents, knowledge, conversations and runs. Changes nothing.',
    permissions: [
      'flow:read',
      'agent:read',
      'tool:read',
      'knowledge:read',
      'conversation:read',
      'run:read',
      'settings:read',
    ],
  },
  {
    id: 'write',
    label: 'Read, change and run',
    help: 'Makes, changes, publishes and runs flows, agents and knowledge, as far as your role goes. No secrets, no people.',
    permissions: [
      'flow:read',
      'flow:write',
      'flow:run',
      'flow:publish',
      'published:run',
      'run:read',
      'run:cancel',
      'agent:read',
      'agent:write',
      'tool:read',
      'tool:write',
      'knowledge:read',
      'knowledge:write',
      'conversation:read',
      'conversation:write',
      'settings:read',
    ],
  },
];

function TokenSteps({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopeId, setScopeId] = useState('run');
  const [days, setDays] = useState<number | undefined>(90);
  const scope = SCOPES.find(({ id }) => id === scopeId);
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
          if (!name.trim()) return;
          create.mutate({
            body: {
              name: name.trim(),
              ...(scope ? { permissions: [...scope.permissions] } : {}),
              ...(days === undefined ? {} : { expiresInDays: days }),
            },
          });
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
        <div className="flex flex-col gap-1.5">
          <Label>What it may do</Label>
          <Select value={scopeId} onValueChange={setScopeId}>
            <SelectTrigger aria-label="What it may do" className="w-56">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {SCOPES.map(({ id, label }) => (
                <SelectItem key={id} value={id}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          <p className="text-xs text-muted-foreground">{scope?.help}</p>
        </div>
        <LifetimeField days={days} onChange={setDays} endless="Until it is revoked" />
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
