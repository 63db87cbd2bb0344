'use client';
import dynamic from 'next/dynamic';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Logo } from '@/features/shell/logo';
import { SERVER_UNREACHABLE } from '@/lib/api/api-error';
import { openSession, type SessionState } from '@/lib/session/session-store';
import { TokenForm } from './token-form';

const PasswordForm = dynamic(() => import('./password-form').then((module) => module.PasswordForm));
const SetUpForm = dynamic(() => import('./set-up-form').then((module) => module.SetUpForm));
const InvitationForm = dynamic(() => import('./invitation-form').then((module) => module.InvitationForm));

export type SignedOutState = Exclude<SessionState, { status: 'loading' | 'ready' }>;

/** One calm page for whoever has no session yet, with the one thing that is to be done. */
export function SignInPage({ state }: { state: SignedOutState }) {
  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <div className="flex w-full max-w-sm flex-col gap-4">
        <div className="flex items-center gap-2 text-md font-semibold">
          <Logo /> CodexOS
        </div>
        <Door state={state} />
      </div>
    </main>
  );
}

function Door({ state }: { state: SignedOutState }) {
  switch (state.status) {
    case 'unreachable':
      return (
        <ErrorNotice
          error={SERVER_UNREACHABLE}
          action={<Button onClick={() => void openSession()}>Try again</Button>}
        />
      );
    case 'invited':
      return <InvitationForm token={state.token} options={state.options} session={state.session} />;
    case 'signed-out': {
      const { options, setupToken, error } = state;
      if (options.mode === 'local') return <TokenForm error={error} />;
      if (setupToken !== undefined) return <SetUpForm token={setupToken} />;
      return <PasswordForm options={options} error={error} />;
    }
  }
}
