'use client';
import type { SdlSecret } from '@codexos/protocol/contracts/deployments.contract';
import { getSecret, updateSecret } from '@codexos/protocol/contracts/secrets.contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlertIcon, CircleCheckIcon } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { wantedSecretLink } from '@/features/vault/wanted-secret';
import { callApi } from '@/lib/api/call-api';

interface SdlSecretsProps {
  secrets: readonly SdlSecret[];
  /** Of the draft, to come back to from the vault. */
  deploymentId: string;
}

/** The secrets that go along with a draft, and what is missing before they can. */
export function SdlSecrets({ secrets, deploymentId }: SdlSecretsProps) {
  return (
    <section aria-labelledby="sdl-secrets" className="flex flex-col gap-3">
      <div>
        <h2 id="sdl-secrets" className="text-base font-medium">
          Secrets
        </h2>
        <p className="max-w-[72ch] text-sm text-muted-foreground">
          Their values are read from the vault when it is deployed. The provider that you lease from can read
          them; nobody else sees them.
        </p>
      </div>
      <ul className="divide-y rounded-md border bg-card" aria-labelledby="sdl-secrets">
        {secrets.map((secret) => (
          <SecretRow key={secret.name} secret={secret} deploymentId={deploymentId} />
        ))}
      </ul>
    </section>
  );
}

const WORDS: Readonly<Record<SdlSecret['state'], string>> = {
  ready: 'goes along',
  missing: 'is not in the vault',
  revoked: 'was revoked: rotate it to give it a value again',
  'not-granted': 'is not granted to Akash yet',
  'left-out': 'is used by the flow, and no line of the SDL hands it over: calls that need it will fail',
};

function SecretRow({ secret, deploymentId }: { secret: SdlSecret; deploymentId: string }) {
  const { name, state, secretId } = secret;
  const grant = useGrant(secretId);
  const isReady = state === 'ready';
  const Glyph = isReady ? CircleCheckIcon : CircleAlertIcon;
  return (
    <li className="flex flex-col gap-2 px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Glyph className={isReady ? 'size-4 shrink-0 text-ok' : 'size-4 shrink-0 text-warn'} aria-hidden />
        <p className="min-w-0 flex-1">
          <code className="font-mono text-xs">{name}</code> {WORDS[state]}.
        </p>
        {state === 'missing' ? (
          <VaultLink
            href={wantedSecretLink({
              name,
              grants: { providers: ['akash'] },
              back: `/deployments/${deploymentId}`,
            })}
          >
            Add it to the vault
          </VaultLink>
        ) : null}
        {state === 'revoked' && secretId !== undefined ? (
          <VaultLink href={`/vault/${secretId}`}>Open it</VaultLink>
        ) : null}
        {state === 'not-granted' ? (
          <Button size="sm" disabled={grant.isPending} onClick={() => grant.mutate()}>
            Grant it to Akash
          </Button>
        ) : null}
      </div>
      {grant.error ? <ErrorNotice error={grant.error} /> : null}
    </li>
  );
}

function VaultLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button asChild size="sm">
      <Link href={href}>{children}</Link>
    </Button>
  );
}

/** Adds Akash to whom the secret is granted to, and checks the draft again. */
function useGrant(secretId: string | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const params = { secretId: secretId ?? '' };
      const { secret } = await callApi(getSecret, { params });
      const providers = [...new Set([...secret.grants.providers, 'akash'])];
      await callApi(updateSecret, { params, body: { grants: { ...secret.grants, providers } } });
    },
    onSettled: () => {
      for (const tag of ['sdl-check', 'vault']) void client.invalidateQueries({ queryKey: [tag] });
    },
  });
}
