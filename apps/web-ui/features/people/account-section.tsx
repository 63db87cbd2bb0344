'use client';
import {
  changePassword,
  listSessions,
  PASSWORD_MIN_LENGTH,
  revokeSession,
  type SessionEntry,
} from '@codexos/protocol/contracts/session.contract';
import { MonitorIcon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { SettingsSection } from '@/features/settings/settings-section';
import { Field } from '@/features/sign-in/field';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { signOut } from '@/lib/session/session-store';
import { useSession } from '@/lib/session/use-session';

/** Where one is signed in, and the password. */
export function AccountSection() {
  const session = useSession();
  const { data, error } = useApiQuery(listSessions, {});
  return (
    <SettingsSection
      id="account"
      title="Your account"
      help={
        session?.mode === 'local'
          ? 'Browsers that opened the start address. End those that you do not know.'
          : `Signed in as ${session?.email ?? session?.userName ?? ''}. End the sessions that you do not know; a new password ends all others.`
      }
      action={session?.mode === 'accounts' ? <Button onClick={() => void signOut()}>Sign out</Button> : null}
    >
      {error && !data ? <ErrorNotice error={error} /> : null}
      {data ? (
        <ul className="divide-y rounded-md border bg-card" aria-label="Sessions">
          {data.items.map((entry) => (
            <SessionRow key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : error ? null : (
        <Skeleton className="h-14 rounded-md" />
      )}
      {session?.hasPassword ? <PasswordForm /> : null}
    </SettingsSection>
  );
}

function SessionRow({ entry }: { entry: SessionEntry }) {
  const { id, device, createdAt, lastUsedAt, isCurrent } = entry;
  const end = useApiMutation(revokeSession, {
    onError: (problem) => toast.error('The session was not ended', { description: problem.message }),
  });
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <MonitorIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{device === '' ? 'Unknown device' : device}</p>
        <p className="text-xs text-muted-foreground">
          since <RelativeTime at={createdAt} /> · used <RelativeTime at={lastUsedAt} />
        </p>
      </div>
      {isCurrent ? (
        <Badge variant="primary">this one</Badge>
      ) : (
        <Button
          size="sm"
          className="text-destructive"
          disabled={end.isPending}
          onClick={() => end.mutate({ params: { sessionId: id } })}
        >
          End
        </Button>
      )}
    </li>
  );
}

function PasswordForm() {
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const change = useApiMutation(changePassword, {
    onSuccess: () => {
      setCurrent('');
      setNew('');
      toast.success('The password is changed', { description: 'All other sessions have ended.' });
    },
  });
  const isReady = currentPassword !== '' && newPassword.length >= PASSWORD_MIN_LENGTH;
  return (
    <form
      className="flex max-w-sm flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) change.mutate({ body: { currentPassword, newPassword } });
      }}
    >
      <Field
        id="current-password"
        label="Current password"
        type="password"
        autoComplete="current-password"
        value={currentPassword}
        onChange={setCurrent}
      />
      <Field
        id="new-password"
        label="New password"
        type="password"
        autoComplete="new-password"
        help={`At least ${PASSWORD_MIN_LENGTH} characters.`}
        value={newPassword}
        onChange={setNew}
      />
      {change.error ? <ErrorNotice error={change.error} /> : null}
      <Button type="submit" className="self-start" disabled={!isReady || change.isPending}>
        Change the password
      </Button>
    </form>
  );
}
