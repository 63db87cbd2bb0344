import { CodexError } from '@codexos/utils/errors';
import { createPublicClient, custom, type Address } from 'viem';
import { CONTRACT_ABIS } from './contract-abis.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';
import type { Network } from './network.ts';

/** The contracts of an organisation, found from its governor. Throws UNAVAILABLE when it is none of ours. */
export async function findGovernance(network: Network, governor: Address): Promise<GovernanceAddresses> {
  const reader = createPublicClient({ transport: custom({ request: network.request }) });
  const own = { address: governor, abi: CONTRACT_ABIS.governor } as const;
  try {
    const stakes = await reader.readContract({ ...own, functionName: 'token' });
    const timelock = await reader.readContract({ ...own, functionName: 'timelock' });
    const stake = { address: stakes, abi: CONTRACT_ABIS.stakes } as const;
    const token = await reader.readContract({ ...stake, functionName: 'token' });
    const treasury = await reader.readContract({ ...stake, functionName: 'treasury' });
    return { governor, stakes, timelock, token, treasury };
  } catch (error) {
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `There is no governor of CodexOS at ${governor} on the network ${network.chainId}.`,
      hint: 'Check CODEXOS_CHAIN_GOVERNOR and CODEXOS_CHAIN_RPC_URL.',
      cause: error,
    });
  }
}
