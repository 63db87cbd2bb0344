'use client';
import { createInvitation } from '@codexos/protocol/contracts/people.contract';
import type { Role } from '@codexos/protocol/contracts/session.contract';
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
import { RoleSelect } from './role-select';
import { ROLE_WORDS } from './role-words';
import { SecretLink } from './secret-link';

interface InviteDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Chooses role, address and lifetime, then shows the link this once. */
export function InviteDialog({ isOpen, onClose }: InviteDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent className="max-w-md">
        <InviteSteps onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

const LIFETIMES = [
  { hours: 24, label: '1 day' },
  { hours: 72, label: '3 days' },
  { hours: 168, label: '1 week' },
  { hours: 720, label: '30 days' },
] as const;

function InviteSteps({ onClose }: Pick<InviteDialogProps, 'onClose'>) {
  const [role, setRole] = useState<Role>('creator');
  const [email, setEmail] = useState('');
  const [hours, setHours] = useState('72');
  const create = useApiMutation(createInvitation);
  if (create.data)
    return (
      <SecretLink
        title="The invitation is ready"
        help="Send this link to the person it is for. It works once, and is shown this once."
        path={`/#invite=${create.data.token}`}
        onClose={onClose}
      />
    );
  const body = {
    role,
    expiresInHours: Number(hours),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
  };
  return (
    <>
      <DialogHeader>
        <DialogTitle>Invite somebody</DialogTitle>
        <DialogDescription>
          You get a link to send. Whoever takes it makes an account with it.
        </DialogDescription>
      </DialogHeader>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ body });
        }}
      >
        <div className="flex flex-col gap-1.5">
          <Label>Role</Label>
          <RoleSelect label="Role" role={role} onChange={setRole} />
          <p className="text-xs text-muted-foreground first-letter:uppercase">{ROLE_WORDS[role]}</p>
        </div>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="invite-email">E-mail address (optional)</Label>
          <Input
            id="invite-email"
            type="email"
            placeholder="Only somebody with this address may take it"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </div>
        <div className="flex flex-col gap-1.5">
          <Label>Good for</Label>
          <Select value={hours} onValueChange={setHours}>
            <SelectTrigger aria-label="Good for" className="w-28">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {LIFETIMES.map((lifetime) => (
                <SelectItem key={lifetime.hours} value={String(lifetime.hours)}>
                  {lifetime.label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={create.isPending}>
            Make the link
          </Button>
        </DialogFooter>
      </form>
    </>
  );
}
