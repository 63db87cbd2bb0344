'use client';
import { listSecrets } from '@codexos/protocol/contracts/secrets.contract';
import Link from 'next/link';
import { ChoiceField } from '@/features/governance/choice-field';
import { wantedSecretLink } from '@/features/vault/wanted-secret';
import { useApiQuery } from '@/lib/api/use-api-query';
import type { TriggerDraft } from './trigger-draft';

interface WebhookFieldsProps {
  draft: TriggerDraft;
  onChange: (part: Partial<TriggerDraft>) => void;
}

const SCHEMES: readonly { value: TriggerDraft['scheme']; label: string }[] = [
  { value: 'standard', label: 'Standard Webhooks' },
  { value: 'github', label: 'GitHub' },
];

/** What a secret is granted to, so that signatures are checked with it. */
const CHECKER = 'webhook';
const OWN = 'own';

/** How the sender signs, and with what. Messages without a signature that fits start nothing. */
export function WebhookFields({ draft, onChange }: WebhookFieldsProps) {
  const { scheme, vaultSecret } = draft;
  const { data } = useApiQuery(listSecrets, {}, { retry: false });
  const granted = (data?.items ?? []).filter(
    ({ grants, revokedAt }) => grants.providers.includes(CHECKER) && revokedAt === undefined,
  );
  const names = new Set([
    ...granted.map(({ name }) => `secret:${name}`),
    ...(vaultSecret ? [vaultSecret] : []),
  ]);
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-4 max-[599px]:grid-cols-1">
        <ChoiceField
          id="trigger-scheme"
          label="Messages are signed"
          value={scheme}
          choices={SCHEMES}
          onChange={(next) => onChange({ scheme: next })}
        />
        <ChoiceField
          id="trigger-secret"
          label="Secret"
          value={vaultSecret === '' ? OWN : vaultSecret}
          choices={[
            { value: OWN, label: 'One of its own, shown once' },
            ...[...names].map((value) => ({ value, label: `${value.slice('secret:'.length)} (vault)` })),
          ]}
          onChange={(value) => onChange({ vaultSecret: value === OWN ? '' : value })}
        />
      </div>
      <p className="text-xs text-muted-foreground">
        The address is made with the trigger. A secret of the{' '}
        <Link
          href={wantedSecretLink({ name: 'WEBHOOK_SECRET', grants: { providers: [CHECKER] } })}
          className="underline"
        >
          vault
        </Link>{' '}
        can be chosen once it is granted to Webhooks.
      </p>
    </div>
  );
}
