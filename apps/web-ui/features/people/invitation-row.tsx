'use client';
import { deleteInvitation, type Invitation } from '@codexos/protocol/contracts/people.contract';
import { MailIcon } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { useApiMutation } from '@/lib/api/use-api-mutation';

export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id, role, email, expiresAt, invitedBy } = invitation;
  const withdraw = useApiMutation(deleteInvitation, {
    onSuccess: () => toast.success('The invitation is withdrawn'),
    onError: (problem) => toast.error('The invitation was not withdrawn', { description: problem.message }),
  });
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <MailIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">
          {email ?? 'Anybody with the link'} <span className="text-muted-foreground">as {role}</span>
        </p>
        <p className="text-xs text-muted-foreground">
          by {invitedBy} · ends <RelativeTime at={expiresAt} />
        </p>
      </div>
      <Button
        size="sm"
        className="text-destructive"
        disabled={withdraw.isPending}
        onClick={() => withdraw.mutate({ params: { invitationId: id } })}
      >
        Withdraw
      </Button>
    </li>
  );
}
