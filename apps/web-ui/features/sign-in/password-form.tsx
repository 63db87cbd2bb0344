'use client';
import { signIn, signInWithSupabase } from '@codexos/protocol/contracts/session.contract';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { enterWith, type SignInOptions } from '@/lib/session/session-store';
import { Field } from './field';
import { ProviderButtons, type Provider } from './provider-buttons';

/** Signing in with a password, with a provider, or with either. */
export function PasswordForm({ options, error }: { options: SignInOptions; error: unknown }) {
  const [provider, setProvider] = useState<Provider>();
  if (provider) {
    return (
      <>
        <h1 className="text-lg font-semibold tracking-tight">Sign in with {provider.label}</h1>
        <SignInForm contract={signInWithSupabase} onDone={enterWith} />
        <Button variant="ghost" onClick={() => setProvider(undefined)}>
          Back to the other ways
        </Button>
      </>
    );
  }
  return (
    <>
      <h1 className="text-lg font-semibold tracking-tight">Sign in</h1>
      {error === undefined ? null : <ErrorNotice error={error} />}
      {options.needsSetup ? (
        <p className="text-sm text-muted-foreground">
          Nobody has an account yet. Open the whole address that the server printed when it started: its start
          token makes the first one.
        </p>
      ) : null}
      <ProviderButtons providers={options.providers} onPassword={setProvider} />
      {options.hasPasswords && !options.needsSetup ? <SignInForm onDone={enterWith} /> : null}
      {options.hasPasswords && !options.needsSetup ? (
        <p className="text-xs text-muted-foreground">
          No account? An admin of a workspace can send you an invitation link.
        </p>
      ) : null}
    </>
  );
}

/** With a password of this server, or of a provider that takes the same fields. */
export function SignInForm({
  contract = signIn,
  onDone,
}: {
  contract?: typeof signIn | typeof signInWithSupabase;
  onDone: typeof enterWith;
}) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = useApiMutation(contract, { onSuccess: onDone });
  return (
    <form
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        submit.mutate({ body: { email, password } });
      }}
    >
      <Field
        id="email"
        label="E-mail address"
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
      />
      <Field
        id="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        maxLength={200}
        value={password}
        onChange={setPassword}
      />
      {submit.error ? <ErrorNotice error={submit.error} /> : null}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        disabled={email === '' || password === '' || submit.isPending}
      >
        Sign in
      </Button>
    </form>
  );
}
