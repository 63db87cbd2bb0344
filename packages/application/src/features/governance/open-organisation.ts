/** Opens the network that governance runs on: a chain of one's own, or one elsewhere by its address. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  GovernanceAddresses,
  LocalAccounts,
  LocalChain,
  LocalChainOptions,
  Network,
  RpcFetch,
} from '@codexos/chain';
import { CodexError } from '@codexos/utils/errors';
import type { MasterKey } from '@codexos/utils/master-key';
import type { Redactor } from '@codexos/utils/redactor';
import { z } from 'zod';
import { lockDataFolder } from '../../data-lock.ts';
import { readLocalSeed } from './local-keys.ts';

export interface OrganisationOptions {
  /** Folder of the local chain and its keys. */
  folder: string;
  masterKey: MasterKey;
  redactor: Redactor;
  clock: () => number;
  /** A network elsewhere; the local chain when absent. */
  remote?: RemoteNetwork | undefined;
  /** Whether other processes use the folder too: one of them has the local chain, and the others say so. */
  isFolderShared?: boolean;
  /** Told what the local chain has just made durable. */
  onChainStep?: LocalChainOptions['onStep'];
}

export interface RemoteNetwork {
  rpcUrl: string;
  governor: string;
  /** Which chain it has to be; any when absent. */
  chainId?: number | undefined;
  /** Block from which the contracts are there, so that reading need not begin with the first of all. */
  firstBlock?: number | undefined;
  fetch: RpcFetch;
}

export interface Organisation {
  network: Network;
  addresses: GovernanceAddresses;
  /** Only on the local network. */
  local?: { chain: LocalChain; accounts: LocalAccounts };
}

const UNIT = 10n ** 18n;
const MAXIMUM_SUPPLY = 10_000_000n * UNIT;
const MEMBER_TOKENS = 100_000n * UNIT;
const TREASURY_TOKENS = 600_000n * UNIT;

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((text) => text as `0x${string}`);
const addressesSchema = z.object({
  token: address,
  stakes: address,
  governor: address,
  timelock: address,
  treasury: address,
});

/** Throws UNAVAILABLE, saying what is missing, when the network cannot be opened. */
export async function openOrganisation(options: OrganisationOptions): Promise<Organisation> {
  // Loaded when governance is used, so that it costs a start of the server nothing.
  const chain = await import('@codexos/chain');
  if (options.remote) {
    const { rpcUrl, governor, chainId, fetch } = options.remote;
    const network = await chain.openRemoteNetwork({ url: rpcUrl, fetch, expectedChainId: chainId });
    return { network, addresses: await chain.findGovernance(network, address.parse(governor)) };
  }
  const binary = chain.findAnvil();
  if (binary === undefined) throw noNode();
  const { folder, clock } = options;
  if (options.isFolderShared === true) lockChain(folder);
  const accounts = chain.deriveLocalAccounts(readLocalSeed(folder, options));
  const funded = [accounts.deployer, accounts.guardian, ...accounts.members].map(
    (account) => account.address,
  );
  const local = await chain.openLocalChain({
    ...{ binary, folder: join(folder, 'local'), funded, clock },
    ...(options.onChainStep ? { onStep: options.onChainStep } : {}),
  });
  try {
    const path = organisationFile(folder);
    if (!existsSync(path)) {
      const addresses = await chain.deployGovernance({
        network: local,
        deployer: accounts.deployer,
        guardian: accounts.guardian.address,
        maximumSupply: MAXIMUM_SUPPLY,
        allocations: accounts.members.map((account) => ({ account: account.address, amount: MEMBER_TOKENS })),
        toTreasury: TREASURY_TOKENS,
      });
      writeFileSync(`${path}.draft`, JSON.stringify(addresses), { flush: true });
      renameSync(`${path}.draft`, path);
    }
    const addresses = addressesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { network: local, addresses, local: { chain: local, accounts } };
  } catch (error) {
    await local.close();
    throw error;
  }
}

/** For as long as the process lives. Throws UNAVAILABLE when another process has the local chain. */
function lockChain(folder: string): void {
  try {
    const lock = lockDataFolder(folder, 'the local chain');
    process.once('exit', () => lock.release());
  } catch (cause) {
    if (!CodexError.is(cause) || cause.code !== 'DATA_LOCKED') throw cause;
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `The local chain can run in one process only, and another one has it: ${cause.message}`,
      hint: 'Where several servers or workers share a database, set CODEXOS_CHAIN_RPC_URL and CODEXOS_CHAIN_GOVERNOR.',
      cause,
    });
  }
}

/** Where the addresses of the local organisation are. */
export function organisationFile(folder: string): string {
  return join(folder, 'organisation.json');
}

function noNode(): CodexError {
  return new CodexError({
    code: 'UNAVAILABLE',
    message: `The local chain needs the package @foundry-rs/anvil, which is not installed or not made for ${process.platform} on ${process.arch}.`,
    hint: 'Run npm ci, or set CODEXOS_CHAIN_RPC_URL and CODEXOS_CHAIN_GOVERNOR to use a network elsewhere.',
  });
}
