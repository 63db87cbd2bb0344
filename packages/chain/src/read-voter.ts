import { createPublicClient, custom, type Address } from 'viem';
import { CONTRACT_ABIS } from './contract-abis.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';
import type { Network } from './network.ts';

export interface Voter {
  /** Votes that the account casts on the proposal, its own and what was delegated to it. */
  weight: bigint;
  /** Its own stake at the proposal's snapshot. */
  ownStake: bigint;
  hasVoted: boolean;
  /** Coins that it can pay fees with. */
  coins: bigint;
}

/** How an account stands to a proposal whose vote has opened at `opensAt`, epoch ms. */
export async function readVoter(
  network: Network,
  addresses: GovernanceAddresses,
  { account, proposalId, opensAt }: { account: Address; proposalId: string; opensAt: number },
): Promise<Voter> {
  const reader = createPublicClient({ transport: custom({ request: network.request }, { retryCount: 0 }) });
  const stakes = { address: addresses.stakes, abi: CONTRACT_ABIS.stakes } as const;
  const snapshot = BigInt(Math.round(opensAt / 1_000));
  const at = [account, snapshot] as const;
  return {
    weight: await reader.readContract({ ...stakes, functionName: 'getPastVotes', args: at }),
    ownStake: await reader.readContract({ ...stakes, functionName: 'getPastBalanceOf', args: at }),
    hasVoted: await reader.readContract({
      address: addresses.governor,
      abi: CONTRACT_ABIS.governor,
      functionName: 'hasVoted',
      args: [BigInt(proposalId), account],
    }),
    coins: await reader.getBalance({ address: account }),
  };
}

/** Tokens that there are, and that there can ever be. */
export async function readSupply(
  network: Network,
  { token }: GovernanceAddresses,
): Promise<{ total: bigint; maximum: bigint }> {
  const reader = createPublicClient({ transport: custom({ request: network.request }, { retryCount: 0 }) });
  const contract = { address: token, abi: CONTRACT_ABIS.token } as const;
  return {
    total: await reader.readContract({ ...contract, functionName: 'totalSupply' }),
    maximum: await reader.readContract({ ...contract, functionName: 'cap' }),
  };
}
