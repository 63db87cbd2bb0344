/** Keys of the accounts that agents vote with. A key is opened for one signature and for nothing else. */
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import type { VoteAccount } from '@codexos/protocol/vote-policy';
import { CodexError } from '@codexos/utils/errors';
import type { Vault } from '../../vault/vault.ts';
import type { Opened } from '../chain-view.ts';

/** What secrets are granted to, so that their key may sign. */
export const SIGNER = 'governance';

export type SigningAccount = Parameters<Opened['chain']['signTransaction']>[1];

export interface KeyRequest {
  workspaceId: WorkspaceId;
  account: VoteAccount;
  /** For the history of the secret. */
  runId?: RunId | undefined;
  agentId?: string | undefined;
}

/**
 * The account that signs. Throws REQUEST_INVALID for one whose key is not here or that may not be given to an agent,
 * SECRET_MISSING and SECRET_NOT_GRANTED.
 */
export async function openVoteKey(
  { organisation, chain }: Opened,
  vault: Vault,
  request: KeyRequest,
): Promise<SigningAccount> {
  const { workspaceId, account, runId, agentId } = request;
  if (account.type === 'local') {
    const found = organisation.local?.accounts.members.find(({ address }) =>
      isSame(address, account.address),
    );
    if (!found) throw noLocalKey(account.address);
    return found;
  }
  const key = await vault.read({
    workspaceId,
    name: account.secret,
    kind: 'provider',
    consumer: SIGNER,
    host: `chain-${organisation.network.chainId}`,
    port: 0,
    ignoresHosts: true,
    ...(runId === undefined ? {} : { runId }),
    ...(agentId === undefined ? {} : { agentId }),
  });
  if (key === undefined) throw noSecret(account.secret);
  const opened = chain.accountOfKey(key);
  if (!opened) throw noKey(account.secret);
  return opened;
}

function noLocalKey(address: string): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `The server has no key for ${address} that an agent could vote with.`,
    hint: 'Choose one of the accounts of the local network, or a key in the vault. The guardian’s is never given.',
  });
}

function noSecret(name: string): CodexError {
  return new CodexError({
    code: 'SECRET_MISSING',
    message: `There is no secret ${name} in the vault.`,
    hint: `Add the private key of the account to the vault as ${name} and grant it to Governance.`,
    details: { secret: name },
  });
}

function noKey(name: string): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `The secret ${name} holds no private key.`,
    hint: 'A private key has 64 hexadecimal digits, with or without 0x before them.',
  });
}

export function isSame(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
