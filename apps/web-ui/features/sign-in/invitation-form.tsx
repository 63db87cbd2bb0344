'use client';
import {
  acceptInvitation,
  lookUpInvitation,
  type Workspace,
} from '@codexos/protocol/contracts/people.contract';
import { signUp, switchWorkspace, type Session } from '@codexos/protocol/contracts/session.contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { ROLE_WORDS } from '@/features/people/role-words';
import { callApi } from '@/lib/api/call-api';
import { queryKey } from '@/lib/api/query-key';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { enterWith, openSession, type SignInOptions } from '@/lib/session/session-store';
import { AccountFields, useAccountValues } from './account-fields';
import { SignInForm } from './password-form';

interface InvitationFormProps {
  token: string;
  options: SignInOptions;
  session: Session | undefined;
}

/** What the link leads to, and joining with a new account or with the one that is there. */
export function InvitationForm({ token, options, session: signedIn }: InvitationFormProps) {
  const [session, setSession] = useState(signedIn);
  const [hasAccount, setHasAccount] = useState(false);
  const { data, error } = useQuery({
    queryKey: queryKey(lookUpInvitation, 'opened'),
    queryFn: ({ signal }) => callApi(lookUpInvitation, { body: { token } }, signal),
    staleTime: Infinity,
  });
  if (error) {
    return (
      <ErrorNotice
        error={error}
        action={<Button onClick={() => void openSession()}>Go to the studio</Button>}
      />
    );
  }
  if (!data) return <Skeleton className="h-40 rounded-md" />;
  return (
    <>
      <h1 className="text-lg font-semibold tracking-tight">Join {data.workspaceName}</h1>
      <p className="text-sm text-muted-foreground">
        {data.invitedBy} invites you as <span className="font-medium text-foreground">{data.role}</span>:{' '}
        {ROLE_WORDS[data.role]}
      </p>
      {session ? <AcceptButton token={token} session={session} /> : null}
      {!session && hasAccount ? <SignInForm onDone={setSession} /> : null}
      {!session && !hasAccount ? <NewAccount token={token} invitation={data} /> : null}
      {session || !options.hasPasswords ? null : (
        <Button variant="link" className="self-start px-0" onClick={() => setHasAccount(!hasAccount)}>
          {hasAccount ? 'I have no account yet' : 'I have an account already'}
        </Button>
      )}
    </>
  );
}

function AcceptButton({ token, session }: { token: string; session: Session }) {
  const enter = useApiMutation(switchWorkspace, { onSuccess: enterWith });
  const accept = useApiMutation(acceptInvitation, {
    onSuccess: ({ id }: Workspace) => enter.mutate({ body: { workspaceId: id } }),
  });
  const error = accept.error ?? enter.error;
  return (
    <>
      {error ? (
        <ErrorNotice
          error={error}
          action={<Button onClick={() => void openSession()}>Go to the studio</Button>}
        />
      ) : null}
      <Button
        variant="primary"
        size="lg"
        disabled={accept.isPending || enter.isPending}
        onClick={() => accept.mutate({ body: { token } })}
      >
        Join as {session.userName}
      </Button>
    </>
  );
}

function NewAccount({
  token,
  invitation,
}: {
  token: string;
  invitation: z.infer<typeof lookUpInvitation.response>;
}) {
  const { values, setValues, isReady } = useAccountValues(invitation.email);
  const create = useApiMutation(signUp, { onSuccess: enterWith });
  return (
    <form
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) create.mutate({ body: { token: { type: 'invitation', value: token }, ...values } });
      }}
    >
      <AccountFields values={values} onChange={setValues} isEmailFixed={invitation.email !== undefined} />
      {create.error ? <ErrorNotice error={create.error} /> : null}
      <Button type="submit" variant="primary" size="lg" disabled={!isReady || create.isPending}>
        Join
      </Button>
    </form>
  );
}
