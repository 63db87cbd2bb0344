/** Where the secrets stand that an SDL hands over, and those that it should. */
import { listSdlSecrets, readSdlVariable } from '@codexos/chain/akash';
import type { SdlSecret } from '@codexos/protocol/contracts/deployments.contract';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Vault } from '../vault/vault.ts';
import { AKASH_CONSUMER } from './akash-account.ts';
import { unpackBundle } from './bundle.ts';
import { variableOf } from './bundle-secrets.ts';
import { secretMissing, secretNotGranted } from './deployment-errors.ts';

export async function sdlSecretsOf(
  vault: Vault,
  workspaceId: WorkspaceId,
  sdl: string,
): Promise<SdlSecret[]> {
  const known = new Map((await vault.list(workspaceId)).map((secret) => [secret.name, secret]));
  const describe = (name: string, isLeftOut: boolean): SdlSecret => {
    const secret = known.get(name);
    if (!secret) return { name, state: isLeftOut ? 'left-out' : 'missing' };
    const { id: secretId, grants, revokedAt } = secret;
    if (isLeftOut) return { name, secretId, state: 'left-out' };
    if (revokedAt !== undefined) return { name, secretId, state: 'revoked' };
    return { name, secretId, state: grants.providers.includes(AKASH_CONSUMER) ? 'ready' : 'not-granted' };
  };
  return [
    ...listSdlSecrets(sdl).map((name) => describe(name, false)),
    ...neededBy(sdl)
      .filter((name) => readSdlVariable(sdl, variableOf(name)) === undefined)
      .map((name) => describe(name, true)),
  ];
}

/** Throws SECRET_MISSING or SECRET_NOT_GRANTED for the first secret that cannot be sent. */
export async function assertSdlSecrets(vault: Vault, workspaceId: WorkspaceId, sdl: string): Promise<void> {
  for (const { name, state } of await sdlSecretsOf(vault, workspaceId, sdl)) {
    if (state === 'missing' || state === 'revoked') throw secretMissing(name);
    if (state === 'not-granted') throw secretNotGranted(name);
  }
}

/** Names of the secrets that the packed flow uses; none when the SDL holds no bundle that can be read. */
function neededBy(sdl: string): string[] {
  const packed = readSdlVariable(sdl, 'CODEXOS_BUNDLE');
  if (packed === undefined) return [];
  try {
    return unpackBundle(packed).secrets.map(({ name }) => name);
  } catch (error) {
    if (CodexError.is(error) && error.code === 'REQUEST_INVALID') return [];
    throw error;
  }
}
