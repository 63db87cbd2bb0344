'use client';
import { rotateTriggerSecret, type Trigger } from '@codexos/protocol/contracts/triggers.contract';
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
import { WebhookSecret } from './webhook-secret';

/** Gives a webhook another secret, after a word on what that ends. */
export function NewSecretDialog({ trigger, onClose }: { trigger: Trigger; onClose: () => void }) {
  const { id, name } = trigger;
  const rotate = useApiMutation(rotateTriggerSecret);
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent className="max-w-md">
        {rotate.data ? (
          <WebhookSecret triggerId={id} name={name} secret={rotate.data.secret} onClose={onClose} />
        ) : (
          <>
            <DialogHeader>
              <DialogTitle>A new secret for {name}</DialogTitle>
              <DialogDescription>
                Messages that are signed with the old one are refused from that moment on.
              </DialogDescription>
            </DialogHeader>
            {rotate.error ? <ErrorNotice error={rotate.error} /> : null}
            <DialogFooter>
              <Button onClick={onClose}>Cancel</Button>
              <Button
                variant="primary"
                disabled={rotate.isPending}
                onClick={() => rotate.mutate({ params: { triggerId: id } })}
              >
                Make it
              </Button>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
