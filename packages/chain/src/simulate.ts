import type { SimulatedCall } from '@codexos/protocol/governance-action';
import { decodeFunctionResult, encodeFunctionData, numberToHex, type Address, type Hex } from 'viem';
import { CONTRACT_ABIS } from './contract-abis.ts';
import type { GovernanceAddresses } from './deploy-governance.ts';
import { describeCall, describeRevert } from './describe-call.ts';
import type { EncodedCall } from './encode-action.ts';
import type { Network } from './network.ts';
import { RpcError } from './rpc.ts';

/** What each call of a proposal would do if the timelock made it now, each tried alone. */
export async function simulateCalls(
  network: Network,
  addresses: GovernanceAddresses,
  calls: readonly EncodedCall[],
): Promise<SimulatedCall[]> {
  const results: SimulatedCall[] = [];
  for (const { target, value, data } of calls) {
    const { summary } = describeCall(addresses, { target, data });
    if (target.toLowerCase() === addresses.governor.toLowerCase()) {
      const note = 'The governor accepts this only from a proposal that is being executed.';
      results.push({ summary, outcome: 'unknown', note });
      continue;
    }
    const failure = await tryCall(network, {
      from: addresses.timelock,
      to: target,
      value: numberToHex(value),
      data,
    });
    results.push(
      failure === undefined ? { summary, outcome: 'ok' } : { summary, outcome: 'fails', note: failure },
    );
  }
  return results;
}

/** Why a transaction would be refused now; undefined when it would not. */
export async function tryCall(
  network: Network,
  call: { from: Address; to: Address; value: Hex; data: Hex },
): Promise<string | undefined> {
  try {
    await network.request({ method: 'eth_call', params: [call, 'latest'] });
    return undefined;
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    return describeRevert(error.data) ?? error.message;
  }
}

/** Figures of the treasury for one asset, as the contract reckons them now. */
export async function readTreasury(
  network: Network,
  { treasury }: GovernanceAddresses,
  asset: Address,
): Promise<{ total: bigint; reserve: bigint; available: bigint }> {
  const abi = CONTRACT_ABIS.treasury;
  const data = encodeFunctionData({ abi, functionName: 'balanceOf', args: [asset] });
  const result = await network.request({ method: 'eth_call', params: [{ to: treasury, data }, 'latest'] });
  return decodeFunctionResult({ abi, functionName: 'balanceOf', data: String(result) as Hex });
}
