'use client';
import { removeMember, updateMember, type Member } from '@codexos/protocol/contracts/people.contract';
import { UserMinusIcon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { RoleSelect } from './role-select';

interface MemberRowProps {
  member: Member;
  isSelf: boolean;
  /** Whoever looks may change roles. */
  isAdmin: boolean;
}

export function MemberRow({ member, isSelf, isAdmin }: MemberRowProps) {
  const { userId, name, email, role, joinedAt, lastSeenAt } = member;
  const [isRemoving, setRemoving] = useState(false);
  const change = useApiMutation(updateMember, {
    onSuccess: (changed) => toast.success(`${changed.name} is ${changed.role} now`),
    onError: (problem) => toast.error('The role was not changed', { description: problem.message }),
  });
  const remove = useApiMutation(removeMember, { onSuccess: () => setRemoving(false) });
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <Initials name={name} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{name}</span>
          {isSelf ? <Badge>you</Badge> : null}
        </p>
        <p className="truncate text-xs text-muted-foreground">
          {email === undefined ? '' : `${email} · `}
          {lastSeenAt === undefined ? (
            <>
              joined <RelativeTime at={joinedAt} />
            </>
          ) : (
            <>
              seen <RelativeTime at={lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {isAdmin ? (
        <>
          <RoleSelect
            label={`Role of ${name}`}
            role={role}
            isDisabled={change.isPending}
            onChange={(next) => change.mutate({ params: { userId }, body: { role: next } })}
          />
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={`Remove ${name}`}
            onClick={() => setRemoving(true)}
          >
            <UserMinusIcon aria-hidden />
          </Button>
        </>
      ) : (
        <Badge variant="outline" className="capitalize">
          {role}
        </Badge>
      )}
      <ConfirmDialog
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        title={isSelf ? 'Leave the workspace' : `Remove ${name}`}
        confirmLabel={isSelf ? 'Leave' : 'Remove'}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { userId } })}
      >
        Sessions and API tokens in this workspace end at once. What was made here stays.
      </ConfirmDialog>
    </li>
  );
}

export function Initials({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  return (
    <span
      aria-hidden
      className="flex size-7 shrink-0 items-center justify-center rounded-full bg-primary/12 text-2xs font-semibold text-primary-text"
    >
      {letters}
    </span>
  );
}
