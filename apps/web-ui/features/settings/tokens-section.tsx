'use client';
import { deleteApiToken, listApiTokens, type ApiToken } from '@codexos/protocol/contracts/settings.contract';
import { KeyRoundIcon, PlusIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { SettingsSection } from './settings-section';

const CreateTokenDialog = dynamic(
  () => import('./create-token-dialog').then((module) => module.CreateTokenDialog),
  { ssr: false },
);

const CurlPanel = dynamic(() => import('./curl-panel').then((module) => module.CurlPanel), { ssr: false });

const OpenAiPanel = dynamic(() => import('./openai-panel').then((module) => module.OpenAiPanel), {
  ssr: false,
});

/** Tokens for calling published flows from outside. */
export function TokensSection() {
  const { data, error } = useApiQuery(listApiTokens, {});
  const [isCreating, setCreating] = useState(false);
  return (
    <SettingsSection
      id="tokens"
      title="API tokens"
      help="A token lets a script or another program use this workspace over REST, as far as your role and its own permissions go. Give each program its own, so that one can be revoked alone."
      action={
        <Button onClick={() => setCreating(true)}>
          <PlusIcon aria-hidden /> New token
        </Button>
      }
    >
      {error && !data ? <ErrorNotice error={error} /> : null}
      {data?.items.length === 0 ? (
        <p className="rounded-md border border-dashed px-4 py-5 text-center text-sm text-muted-foreground">
          No tokens. Nobody can use this workspace from outside.
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className="divide-y rounded-md border bg-card" aria-label="API tokens">
          {data.items.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      ) : null}
      {data || error ? null : <Skeleton className="h-14 rounded-md" />}
      <CurlPanel />
      <OpenAiPanel />
      {isCreating ? <CreateTokenDialog isOpen onOpenChange={setCreating} /> : null}
    </SettingsSection>
  );
}

function TokenRow({ token }: { token: ApiToken }) {
  const { id, name, prefix, createdAt, lastUsedAt, expiresAt, permissions } = token;
  const [isRevoking, setRevoking] = useState(false);
  const revoke = useApiMutation(deleteApiToken, { onSuccess: () => setRevoking(false) });
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <KeyRoundIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="text-xs text-muted-foreground">
          <span className="font-mono">{prefix}…</span> · created <RelativeTime at={createdAt} /> ·{' '}
          {lastUsedAt === undefined ? (
            'never used'
          ) : (
            <>
              used <RelativeTime at={lastUsedAt} />
            </>
          )}
          {expiresAt === undefined ? null : (
            <>
              {' '}
              · ends <RelativeTime at={expiresAt} />
            </>
          )}
        </p>
        <p className="truncate font-mono text-2xs text-muted-foreground" title={permissions.join(', ')}>
          {permissions.join(' ')}
        </p>
      </div>
      <Button size="sm" className="text-destructive" onClick={() => setRevoking(true)}>
        Revoke…
      </Button>
      <ConfirmDialog
        isOpen={isRevoking}
        onOpenChange={setRevoking}
        title={`Revoke ${name}`}
        confirmLabel="Revoke the token"
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate({ params: { apiTokenId: id } })}
      >
        Programs that use it are refused from the next call on. Runs they started go on.
      </ConfirmDialog>
    </li>
  );
}
