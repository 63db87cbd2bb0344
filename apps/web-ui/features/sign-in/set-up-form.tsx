'use client';
import { signUp } from '@codexos/protocol/contracts/session.contract';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { enterWith } from '@/lib/session/session-store';
import { AccountFields, useAccountValues } from './account-fields';

/** The first account, made by whoever started the server. */
export function SetUpForm({ token }: { token: string }) {
  const { values, setValues, isReady } = useAccountValues();
  const create = useApiMutation(signUp, { onSuccess: enterWith });
  return (
    <>
      <h1 className="text-lg font-semibold tracking-tight">Make the first account</h1>
      <p className="text-sm text-muted-foreground">
        You become the admin of this server and invite everybody else. The start token opens this page once.
      </p>
      <form
        className="flex flex-col gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) create.mutate({ body: { token: { type: 'setup', value: token }, ...values } });
        }}
      >
        <AccountFields values={values} onChange={setValues} />
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <Button type="submit" variant="primary" size="lg" disabled={!isReady || create.isPending}>
          Make the account
        </Button>
      </form>
    </>
  );
}
