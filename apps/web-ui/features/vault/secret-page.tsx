'use client';
import { getSecret, updateSecret } from '@codexos/protocol/contracts/secrets.contract';
import type { Secret, SecretGrants } from '@codexos/protocol/secret';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { GrantsForm } from './grants-form';
import { SecretHistory } from './secret-history';
import { SecretLifecycle } from './secret-lifecycle';

/** One secret: who may use it, who did, and how to rotate, revoke or delete it. */
export function SecretPage({ secretId }: { secretId: string }) {
  const { data, error } = useApiQuery(getSecret, { params: { secretId } });
  return (
    <PageFrame breadcrumb={[{ label: 'Vault', href: '/vault' }, { label: data?.secret.name ?? 'Secret' }]}>
      {error && !data ? <ErrorNotice error={error} className="m-6" /> : null}
      {data ? (
        <div className="mx-auto flex w-full max-w-200 flex-col gap-8 p-6 max-[599px]:p-4">
          <Summary secret={data.secret} flows={data.flows} tools={data.tools} />
          <Grants key={JSON.stringify(data.secret.grants)} secret={data.secret} />
          <SecretHistory versions={data.versions} uses={data.uses} />
          <SecretLifecycle secret={data.secret} />
        </div>
      ) : null}
      {data || error ? null : <Skeleton className="m-6 h-60 rounded-md" />}
    </PageFrame>
  );
}

interface Named {
  id: string;
  name: string;
}

function Summary({ secret, flows, tools }: { secret: Secret; flows: Named[]; tools: Named[] }) {
  const users = [
    ...flows.map(({ id, name }) => ({ id, name, href: `/flows/${id}` })),
    ...tools.map(({ id, name }) => ({ id, name, href: `/tools/${id}` })),
  ];
  const reference = `secret:${secret.name}`;
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="font-mono text-lg font-semibold break-all">{secret.name}</h1>
        {secret.revokedAt === undefined ? (
          <Badge variant="ok">version {secret.version}</Badge>
        ) : (
          <Badge variant="destructive">revoked</Badge>
        )}
        {secret.isRedacted ? null : <Badge variant="warn">too short to be redacted</Badge>}
      </div>
      {secret.description === '' ? null : (
        <p className="text-sm text-muted-foreground">{secret.description}</p>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
        <Fact term="In a flow">
          <span className="inline-flex items-center gap-1">
            <code className="font-mono text-xs">{reference}</code>
            <CopyButton text={reference} label="Copy the reference" />
          </span>
        </Fact>
        <Fact term="Value changed">
          <RelativeTime at={secret.rotatedAt} />
        </Fact>
        <Fact term="Last used">
          {secret.lastUsedAt === undefined ? 'never' : <RelativeTime at={secret.lastUsedAt} />}
        </Fact>
        <Fact term="Named by">
          {users.length === 0
            ? 'no flow or tool'
            : users.map(({ id, name, href }, index) => (
                <span key={id}>
                  {index > 0 ? ', ' : ''}
                  <Link href={href} className="text-primary-text underline-offset-4 hover:underline">
                    {name}
                  </Link>
                </span>
              ))}
        </Fact>
      </dl>
    </header>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Grants({ secret }: { secret: Secret }) {
  const [grants, setGrants] = useState<SecretGrants>(secret.grants);
  const save = useApiMutation(updateSecret, {
    refreshes: ['vault', 'settings', 'system'],
    onSuccess: () => toast.success('The grants are saved'),
  });
  const isChanged = JSON.stringify(grants) !== JSON.stringify(secret.grants);
  return (
    <section aria-labelledby="grants" className="flex flex-col gap-4">
      <div>
        <h2 id="grants" className="text-base font-medium">
          Who may use it
        </h2>
        <p className="text-sm text-muted-foreground">
          What is not chosen here is refused, whatever a flow or a model asks for.
        </p>
      </div>
      <GrantsForm grants={grants} onChange={setGrants} />
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <div className="flex gap-2">
        <Button
          variant="primary"
          disabled={!isChanged || save.isPending}
          onClick={() => save.mutate({ params: { secretId: secret.id }, body: { grants } })}
        >
          Save the grants
        </Button>
        {isChanged ? <Button onClick={() => setGrants(secret.grants)}>Discard</Button> : null}
      </div>
    </section>
  );
}
