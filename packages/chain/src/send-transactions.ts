import type { PreparedTransaction } from '@codexos/protocol/governance-action';
import { CodexError } from '@codexos/utils/errors';
import {
  BaseError,
  createPublicClient,
  createWalletClient,
  custom,
  type Hash,
  type Hex,
  type LocalAccount,
} from 'viem';
import type { Address } from 'viem';
import { describeRevert } from './describe-call.ts';
import type { Network } from './network.ts';

const RECEIPT_MS = 60_000;

/** Signs and sends transactions one after the other. Throws CHAIN_REFUSED with the contract's reason. */
export async function sendTransactions(
  network: Network,
  account: LocalAccount,
  transactions: readonly PreparedTransaction[],
): Promise<Hash[]> {
  const transport = custom({ request: network.request }, { retryCount: 0 });
  const wallet = createWalletClient({ account, transport });
  const reader = createPublicClient({ transport, pollingInterval: network.kind === 'local' ? 20 : 2_000 });
  const hashes: Hash[] = [];
  for (const { label, to, data, value } of transactions) {
    let hash: Hash;
    const call = { to: to as Address, data: data as Hex, value: BigInt(value) };
    try {
      const gas = withMargin(await reader.estimateGas({ account, ...call }));
      hash = await wallet.sendTransaction({ chain: null, gas, ...call });
    } catch (error) {
      throw refused(label, error);
    }
    const receipt = await reader.waitForTransactionReceipt({ hash, timeout: RECEIPT_MS });
    if (receipt.status !== 'success') throw refused(label, new Error('it was undone while it ran'));
    hashes.push(hash);
  }
  return hashes;
}

/**
 * Histories of votes cost more in the second after the one that was estimated: then each begins an entry of its own
 * instead of adding to the last. What is not used is not paid.
 */
function withMargin(gas: bigint): bigint {
  return gas + gas / 2n + 100_000n;
}

function refused(label: string, error: unknown): CodexError {
  const cause = CodexError.is(error)
    ? error
    : error instanceof BaseError
      ? error.walk(CodexError.is)
      : undefined;
  if (CodexError.is(cause)) return cause;
  const reason = reasonOf(error);
  return new CodexError({
    code: 'CHAIN_REFUSED',
    message: `${label}: the chain refused it: ${reason}.`,
    hint: 'Check the state of the proposal, your stake and the time, and try again.',
    details: { reason },
    cause: error,
  });
}

function reasonOf(error: unknown): string {
  const withData =
    error instanceof BaseError ? error.walk((inner) => dataOf(inner) !== undefined) : undefined;
  const named = describeRevert(dataOf(withData));
  if (named !== undefined) return named;
  if (error instanceof BaseError) return error.details || error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}

function dataOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'data' in error && typeof error.data === 'string'
    ? error.data
    : undefined;
}
