import {
  createPublicClient,
  createWalletClient,
  custom,
  getAddress,
  getContractAddress,
  type Address,
  type Hex,
  type LocalAccount,
} from 'viem';
import { CODEX_GOVERNOR, CODEX_TIMELOCK, CODEX_TOKEN, STAKE_MANAGER, TREASURY } from './contracts.gen.ts';
import type { Network } from './network.ts';

/** Addresses of one organisation. */
export interface GovernanceAddresses {
  token: Address;
  stakes: Address;
  governor: Address;
  timelock: Address;
  treasury: Address;
}

export interface DeploymentOptions {
  network: Network;
  /** Pays for the deployment. It holds no role afterwards. */
  deployer: LocalAccount;
  guardian: Address;
  /** In the token's smallest unit. */
  maximumSupply: bigint;
  allocations: readonly { account: Address; amount: bigint }[];
  /** What the treasury gets of the token at deployment. */
  toTreasury: bigint;
}

/** Deploys the contracts, gives all roles to the timelock and takes the deployer's away. */
export async function deployGovernance(options: DeploymentOptions): Promise<GovernanceAddresses> {
  const { network, deployer, guardian } = options;
  const transport = custom({ request: network.request }, { retryCount: 0 });
  const wallet = createWalletClient({ account: deployer, transport });
  const reader = createPublicClient({ transport, pollingInterval: network.kind === 'local' ? 20 : 2_000 });
  const done = async (hash: Hex): Promise<Address> => {
    const receipt = await reader.waitForTransactionReceipt({ hash, timeout: 120_000 });
    if (receipt.status !== 'success') throw new Error(`The transaction ${hash} of the deployment failed.`);
    return receipt.contractAddress ? getAddress(receipt.contractAddress) : '0x';
  };

  const timelock = await done(
    await wallet.deployContract({ ...CODEX_TIMELOCK, chain: null, args: [deployer.address] }),
  );
  // The treasury accepts the token, which gives it its allocation: one of them must know the other beforehand.
  const nonce = await reader.getTransactionCount({ address: deployer.address });
  const tokenAddress = getContractAddress({ from: deployer.address, nonce: BigInt(nonce) + 1n });
  const treasury = await done(
    await wallet.deployContract({ ...TREASURY, chain: null, args: [timelock, guardian, [tokenAddress]] }),
  );
  const allocations = [...options.allocations, { account: treasury, amount: options.toTreasury }];
  const token = await done(
    await wallet.deployContract({
      ...CODEX_TOKEN,
      chain: null,
      args: [timelock, options.maximumSupply, allocations],
    }),
  );
  const stakes = await done(
    await wallet.deployContract({
      ...STAKE_MANAGER,
      chain: null,
      args: [token, timelock, guardian, treasury],
    }),
  );
  const governor = await done(
    await wallet.deployContract({ ...CODEX_GOVERNOR, chain: null, args: [stakes, timelock, guardian] }),
  );

  const rights = { address: timelock, abi: CODEX_TIMELOCK.abi } as const;
  const role = (functionName: 'PROPOSER_ROLE' | 'CANCELLER_ROLE' | 'DEFAULT_ADMIN_ROLE'): Promise<Hex> =>
    reader.readContract({ ...rights, functionName });
  for (const name of ['PROPOSER_ROLE', 'CANCELLER_ROLE'] as const) {
    const args = [await role(name), governor] as const;
    await done(await wallet.writeContract({ ...rights, chain: null, functionName: 'grantRole', args }));
  }
  const own = [await role('DEFAULT_ADMIN_ROLE'), deployer.address] as const;
  await done(await wallet.writeContract({ ...rights, chain: null, functionName: 'renounceRole', args: own }));
  return { token, stakes, governor, timelock, treasury };
}
