'use client';
import { listInvitations, listMembers } from '@codexos/protocol/contracts/people.contract';
import { UserPlusIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useSession } from '@/lib/session/use-session';
import { InvitationRow } from './invitation-row';
import { InviteDialog } from './invite-dialog';
import { MemberRow } from './member-row';
import { ROLE_WORDS, ROLES } from './role-words';

/** Who is in the workspace with which role, and who was asked to come. */
export function MembersPage() {
  const session = useSession();
  const isAdmin = session?.role === 'admin';
  const hasAccounts = session?.mode === 'accounts';
  const { data, error } = useApiQuery(listMembers, {});
  const [isInviting, setInviting] = useState(false);
  return (
    <PageFrame
      breadcrumb={[{ label: 'Settings', href: '/settings' }, { label: 'Members' }]}
      primary={
        isAdmin && hasAccounts ? (
          <Button variant="primary" onClick={() => setInviting(true)}>
            <UserPlusIcon aria-hidden />
            <span className="max-[599px]:sr-only">Invite</span>
          </Button>
        ) : undefined
      }
    >
      <div className="mx-auto flex w-full max-w-200 flex-col gap-8 p-6 max-[599px]:p-4">
        <section aria-labelledby="members-title" className="flex flex-col gap-3">
          <h2 id="members-title" className="text-md font-semibold tracking-tight">
            Members of {session?.workspaceName}
          </h2>
          {hasAccounts ? null : (
            <p className="text-sm text-muted-foreground">
              This server runs for one user, without sign-in. Start it with{' '}
              <code className="font-mono text-xs">CODEXOS_AUTH=accounts</code> to invite others; everything
              that is here stays.
            </p>
          )}
          {error && !data ? <ErrorNotice error={error} /> : null}
          {data ? (
            <ul className="divide-y rounded-md border bg-card" aria-label="Members">
              {data.items.map((member) => (
                <MemberRow
                  key={member.userId}
                  member={member}
                  isSelf={member.userId === session?.userId}
                  isAdmin={isAdmin}
                />
              ))}
            </ul>
          ) : null}
          {data || error ? null : <Skeleton className="h-28 rounded-md" />}
        </section>
        {isAdmin && hasAccounts ? <Invitations onInvite={() => setInviting(true)} /> : null}
        <RoleLegend />
      </div>
      <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />
    </PageFrame>
  );
}

function Invitations({ onInvite }: { onInvite: () => void }) {
  const { data, error } = useApiQuery(listInvitations, {});
  return (
    <section aria-labelledby="invitations-title" className="flex flex-col gap-3">
      <h2 id="invitations-title" className="text-md font-semibold tracking-tight">
        Open invitations
      </h2>
      {error && !data ? <ErrorNotice error={error} /> : null}
      {data?.items.length === 0 ? (
        <div className="flex flex-col items-center gap-3 rounded-md border border-dashed px-4 py-6 text-center text-sm text-muted-foreground">
          Nobody is invited. An invitation is a link that one person can take once.
          <Button onClick={onInvite}>
            <UserPlusIcon aria-hidden /> Invite somebody
          </Button>
        </div>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className="divide-y rounded-md border bg-card" aria-label="Open invitations">
          {data.items.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function RoleLegend() {
  return (
    <section aria-labelledby="roles-title" className="flex flex-col gap-3">
      <h2 id="roles-title" className="text-md font-semibold tracking-tight">
        What the roles mean
      </h2>
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-1.5 text-sm">
        {ROLES.map((role) => (
          <div key={role} className="contents">
            <dt className="font-medium capitalize">{role}</dt>
            <dd className="text-muted-foreground first-letter:uppercase">{ROLE_WORDS[role]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
