import { decodeErrorResult, formatEther, type Abi, type Address, type Hex } from 'viem';
import { CONTRACT_ABIS, CONTRACT_TITLES, contractNames } from './contract-abis.ts';
import { decodeCall } from './decode-call.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';
import { nameOf } from './read-events.ts';

/** A call in words: contract, function and named arguments where the ABI is known, else address and length. */
export function describeCall(
  addresses: GovernanceAddresses,
  { target, data }: { target: Address; data: Hex },
): { contract?: string; summary: string } {
  const { contract: name, functionName, args } = decodeCall(addresses, { target, data });
  if (name === undefined) {
    return { summary: `Calls ${target} with ${(data.length - 2) / 2} bytes, which cannot be decoded` };
  }
  const contract = CONTRACT_TITLES[name];
  if (data === '0x') return { contract, summary: 'No effect on the chain: a decision in words' };
  if (functionName === undefined)
    return { contract, summary: `Calls ${contract} with a function that it does not have` };
  const words = args.map((argument) => wordsOf(addresses, argument));
  return { contract, summary: `${contract}.${functionName}(${words.join(', ')})` };
}

/** Why a contract refused, as its named error; undefined when the data holds none that is known. */
export function describeRevert(data: unknown): string | undefined {
  if (typeof data !== 'string' || !data.startsWith('0x') || data.length < 10) return undefined;
  for (const name of contractNames) {
    try {
      const abi: Abi = CONTRACT_ABIS[name];
      const { errorName, args = [] } = decodeErrorResult({ abi, data: data as Hex });
      return args.length === 0 ? errorName : `${errorName}(${args.map(String).join(', ')})`;
    } catch (error) {
      // Not an error of this contract; the next may know it.
      if (!(error instanceof Error)) throw error;
    }
  }
  return undefined;
}

/** Arguments that count tokens or coins in their smallest unit. */
const AMOUNTS = new Set(['amount', 'newProposalThreshold']);

function wordsOf(addresses: GovernanceAddresses, { name, value }: { name: string; value: unknown }): string {
  if (typeof value === 'bigint' && AMOUNTS.has(name)) return `${name}: ${formatEther(value)}`;
  return `${name}: ${wordOf(addresses, value)}`;
}

function wordOf(addresses: GovernanceAddresses, value: unknown): string {
  if (typeof value !== 'string')
    return Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value);
  const name = value.length === 42 ? nameOf(addresses, value as Address) : undefined;
  return name === undefined ? value : `${CONTRACT_TITLES[name]} ${value}`;
}
