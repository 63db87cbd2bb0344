'use client';
import { listAgents } from '@codexos/protocol/contracts/agents.contract';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { listSecrets } from '@codexos/protocol/contracts/secrets.contract';
import Link from 'next/link';
import { useApiQuery } from '@/lib/api/use-api-query';
import { ChoiceField } from './choice-field';
import { localAccounts } from './use-acting-account';

interface VoterFieldsProps {
  governance: Governance;
  agentId: string;
  /** `local:ADDRESS` or `secret:NAME`. */
  account: string;
  isAgentFixed: boolean;
  onAgentChange: (agentId: string) => void;
  onAccountChange: (account: string) => void;
}

/** What a secret is granted to, so that its key may sign votes. */
const SIGNER = 'governance';

/** Which agent votes, and with which account. */
export function VoterFields(props: VoterFieldsProps) {
  const { governance, agentId, account, isAgentFixed, onAgentChange, onAccountChange } = props;
  const { data: agents } = useApiQuery(listAgents, {});
  const { data: secrets } = useApiQuery(listSecrets, {});
  const published = (agents?.items ?? []).filter(({ publishedVersion }) => publishedVersion !== undefined);
  const isGuardian = (address: string): boolean =>
    address.toLowerCase() === governance.parameters.guardian.toLowerCase();
  const accounts = [
    ...localAccounts(governance.stakeholders)
      .filter(({ address }) => !isGuardian(address))
      .map(({ address, localName = '' }) => ({ value: `local:${address}`, label: `${localName} (local)` })),
    ...(secrets?.items ?? [])
      .filter(({ grants, revokedAt }) => grants.providers.includes(SIGNER) && revokedAt === undefined)
      .map(({ name }) => ({ value: `secret:${name}`, label: `${name} (vault)` })),
  ];
  // An address comes back in lower case and is chosen as the list has it.
  const chosen = accounts.find(({ value }) => value.toLowerCase() === account.toLowerCase())?.value ?? '';
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-col gap-4 min-[600px]:flex-row">
        {isAgentFixed ? null : (
          <ChoiceField
            id="voting-agent"
            label="Agent"
            value={agentId}
            choices={published.map(({ id, name }) => ({ value: id as string, label: name }))}
            onChange={onAgentChange}
          />
        )}
        <ChoiceField
          id="voting-account"
          label="Account"
          value={chosen}
          choices={accounts}
          onChange={onAccountChange}
        />
      </div>
      <p className="text-xs text-muted-foreground">
        {agents && published.length === 0 ? (
          <>
            Only a published agent can vote.{' '}
            <Link href="/agents" className="underline">
              Publish one first
            </Link>
            .{' '}
          </>
        ) : null}
        A private key in the{' '}
        <Link href="/vault" className="underline">
          vault
        </Link>{' '}
        can sign once it is granted to Governance. Use an account that holds no more than it has to.
      </p>
    </div>
  );
}
