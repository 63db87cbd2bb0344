import { decodeFunctionData, type Abi, type Address, type Hex } from 'viem';
import { CONTRACT_ABIS, type ContractName } from './contract-abis.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';
import { nameOf } from './read-events.ts';

export interface DecodedCall {
  /** Undefined for a contract that is none of the organisation's. */
  contract: ContractName | undefined;
  /** Undefined for a call without data, and for one that the contract does not know. */
  functionName: string | undefined;
  /** In the order of the contract, by name. */
  args: readonly { name: string; value: unknown }[];
}

/** Which function of which contract a call reaches, as far as the contract is known. */
export function decodeCall(
  addresses: GovernanceAddresses,
  { target, data }: { target: Address; data: Hex },
): DecodedCall {
  const contract = nameOf(addresses, target);
  const unknown = { contract, functionName: undefined, args: [] };
  if (contract === undefined || data === '0x') return unknown;
  const abi: Abi = CONTRACT_ABIS[contract];
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi, data });
    const item = abi.find((entry) => entry.type === 'function' && entry.name === functionName);
    const inputs = item && 'inputs' in item ? (item.inputs ?? []) : [];
    return {
      contract,
      functionName,
      args: args.map((value, index) => ({ name: inputs[index]?.name || String(index), value })),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return unknown;
  }
}
