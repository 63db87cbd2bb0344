'use client';
import { listSecrets } from '@codexos/protocol/contracts/secrets.contract';
import type { Secret } from '@codexos/protocol/secret';
import { FileInputIcon, KeyRoundIcon, PlusIcon } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { AddSecretDialog } from './add-secret-dialog';
import { describeGrants } from './grant-words';
import { ImportSecretsDialog } from './import-secrets-dialog';
import { readWantedSecret } from './wanted-secret';

/** Every secret of the workspace: what it is for, who may use it, when it was used last. Never its value. */
export function VaultPage() {
  const wanted = readWantedSecret(useSearchParams());
  const { data, error } = useApiQuery(listSecrets, {});
  const [dialog, setDialog] = useState<'add' | 'import' | undefined>(wanted && 'add');
  const close = () => setDialog(undefined);
  return (
    <PageFrame
      breadcrumb={[{ label: 'Vault' }]}
      actions={
        <Button variant="quiet" onClick={() => setDialog('import')}>
          <FileInputIcon aria-hidden />
          <span className="max-[599px]:sr-only">Import .env</span>
        </Button>
      }
      primary={
        <Button variant="primary" onClick={() => setDialog('add')}>
          <PlusIcon aria-hidden />
          <span className="max-[599px]:sr-only">Add a secret</span>
        </Button>
      }
    >
      <div className="mx-auto flex w-full max-w-240 flex-col gap-4 p-6 max-[599px]:p-4">
        {error && !data ? <ErrorNotice error={error} /> : null}
        {data?.items.length === 0 ? (
          <EmptyState
            icon="key"
            title="The vault is empty"
            action={
              <>
                <Button variant="primary" onClick={() => setDialog('add')}>
                  <PlusIcon aria-hidden /> Add a secret
                </Button>
                <Button onClick={() => setDialog('import')}>Import .env</Button>
              </>
            }
          >
            Keep API keys and tokens here instead of in flows. A flow names one as{' '}
            <code className="font-mono">secret:NAME</code>; only the call it was granted to sees the value,
            and nobody sees it again.
          </EmptyState>
        ) : null}
        {data && data.items.length > 0 ? (
          <>
            <p className="max-w-[72ch] text-sm text-muted-foreground">
              Values are sealed and are never shown again, here or anywhere else. A flow names a secret as{' '}
              <code className="font-mono text-xs">secret:NAME</code>.
            </p>
            <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="Secrets">
              {data.items.map((secret) => (
                <SecretRow key={secret.id} secret={secret} />
              ))}
            </ul>
          </>
        ) : null}
        {data || error ? null : <Skeleton className="h-40 rounded-md" />}
      </div>
      <AddSecretDialog wanted={wanted} isOpen={dialog === 'add'} onClose={close} />
      <ImportSecretsDialog isOpen={dialog === 'import'} onClose={close} />
    </PageFrame>
  );
}

function SecretRow({ secret }: { secret: Secret }) {
  const { id, name, description, grants, version, revokedAt, lastUsedAt } = secret;
  return (
    <li>
      <Link
        href={`/vault/${id}`}
        className="flex items-center gap-3.5 px-4 py-3 transition-colors duration-120 hover:bg-accent"
      >
        <KeyRoundIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate font-mono text-sm font-medium">{name}</span>
            {revokedAt === undefined ? null : <Badge variant="destructive">revoked</Badge>}
          </span>
          <span className="block truncate text-xs text-muted-foreground">
            {description === '' ? describeGrants(grants) : `${description} · ${describeGrants(grants)}`}
          </span>
        </span>
        <span className="flex shrink-0 gap-5 text-xs text-muted-foreground tabular max-[599px]:hidden">
          <span>version {version}</span>
          <span className="w-28 text-right">
            {lastUsedAt === undefined ? (
              'never used'
            ) : (
              <>
                used <RelativeTime at={lastUsedAt} />
              </>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
}
