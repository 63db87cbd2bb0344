'use client';
import { deleteSecret, revokeSecret, rotateSecret } from '@codexos/protocol/contracts/secrets.contract';
import type { Secret } from '@codexos/protocol/secret';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
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
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { ValueField } from './value-field';

const REFRESHES = ['vault', 'settings', 'system'];

/** A new value in place of the old one, no value at all, or nothing left. */
export function SecretLifecycle({ secret }: { secret: Secret }) {
  const router = useRouter();
  const [dialog, setDialog] = useState<'rotate' | 'revoke' | 'delete'>();
  const close = () => setDialog(undefined);
  const params = { secretId: secret.id };
  const revoke = useApiMutation(revokeSecret, { refreshes: REFRESHES, onSuccess: close });
  const remove = useApiMutation(deleteSecret, {
    refreshes: REFRESHES,
    onSuccess: () => router.push('/vault'),
  });
  return (
    <section aria-label="Rotate, revoke, delete" className="divide-y rounded-md border">
      <Step
        title="Rotate"
        help="Seals a new value and destroys the old one. Calls that begin later use the new one."
        action={<Button onClick={() => setDialog('rotate')}>Rotate…</Button>}
      />
      {secret.revokedAt === undefined ? (
        <Step
          title="Revoke"
          help="Destroys the value at once. Grants and history stay; a rotation brings it back to life."
          action={
            <Button className="text-destructive" onClick={() => setDialog('revoke')}>
              Revoke…
            </Button>
          }
        />
      ) : null}
      <Step
        title="Delete"
        help="Takes the secret away with its versions and uses."
        action={
          <Button className="text-destructive" onClick={() => setDialog('delete')}>
            Delete…
          </Button>
        }
      />
      <RotateDialog secret={secret} isOpen={dialog === 'rotate'} onClose={close} />
      <ConfirmDialog
        isOpen={dialog === 'revoke'}
        onOpenChange={close}
        title={`Revoke ${secret.name}`}
        confirmLabel="Revoke the secret"
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate({ params })}
      >
        Calls that need it fail from now on. Revoke it at the service that issued it too.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={dialog === 'delete'}
        onOpenChange={close}
        title={`Delete ${secret.name}`}
        confirmLabel="Delete the secret"
        nameToType={secret.name}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params })}
      >
        Flows that name it will say that it is missing.
      </ConfirmDialog>
    </section>
  );
}

function Step({ title, help, action }: { title: string; help: string; action: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-4 p-4">
      <div>
        <h2 className="text-sm font-medium">{title}</h2>
        <p className="text-sm text-muted-foreground">{help}</p>
      </div>
      {action}
    </div>
  );
}

interface RotateDialogProps {
  secret: Secret;
  isOpen: boolean;
  onClose: () => void;
}

function RotateDialog({ secret, isOpen, onClose }: RotateDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>Rotate {secret.name}</DialogTitle>
          <DialogDescription>
            The value in use is destroyed as soon as the new one is sealed.
          </DialogDescription>
        </DialogHeader>
        <RotateForm secret={secret} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function RotateForm({ secret, onClose }: Omit<RotateDialogProps, 'isOpen'>) {
  const [value, setValue] = useState('');
  const rotate = useApiMutation(rotateSecret, {
    refreshes: REFRESHES,
    onSuccess: ({ name, version }) => {
      toast.success(`${name} is at version ${version}`);
      onClose();
    },
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== '') rotate.mutate({ params: { secretId: secret.id }, body: { value } });
      }}
    >
      <ValueField value={value} onChange={setValue} />
      {rotate.error ? <ErrorNotice error={rotate.error} /> : null}
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={value === '' || rotate.isPending}>
          Rotate
        </Button>
      </DialogFooter>
    </form>
  );
}
