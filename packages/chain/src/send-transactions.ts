import type { PreparedTransaction } from '@codexos/protocol/governance-action';
import { CodexError } from '@codexos/utils/errors';
import {
  createPublicClient,
  createWalletClient,
  custom,
  defineChain,
  keccak256,
  WaitForTransactionReceiptTimeoutError,
  type Address,
  type Chain,
  type Hash,
  type Hex,
  type LocalAccount,
} from 'viem';
import { toRefusal } from './chain-refusal.ts';
import type { Network } from './network.ts';

/** A transaction that anybody could send now, as often as they like: the chain takes it once. */
export interface SignedTransaction {
  raw: Hex;
  hash: Hash;
}

const RECEIPT_MS = 60_000;

/** Signs and sends transactions one after the other. Throws CHAIN_REFUSED with the contract's reason. */
export async function sendTransactions(
  network: Network,
  account: LocalAccount,
  transactions: readonly PreparedTransaction[],
): Promise<Hash[]> {
  const hashes: Hash[] = [];
  for (const transaction of transactions) {
    const signed = await signTransaction(network, account, transaction);
    await sendSigned(network, signed, transaction.label);
    hashes.push(signed.hash);
  }
  return hashes;
}

/**
 * Signs for the network that was opened and for no other. Throws CHAIN_MISMATCH when its node is on another chain by
 * now, and CHAIN_REFUSED when the contract would refuse the call.
 */
export async function signTransaction(
  network: Network,
  account: LocalAccount,
  { label, to, data, value }: PreparedTransaction,
): Promise<SignedTransaction> {
  await assertChain(network);
  const transport = custom({ request: network.request }, { retryCount: 0 });
  const wallet = createWalletClient({ account, chain: chainOf(network), transport });
  try {
    const request = await wallet.prepareTransactionRequest({
      to: to as Address,
      data: data as Hex,
      value: BigInt(value),
    });
    const raw = await wallet.signTransaction({ ...request, gas: withRoom(request.gas) });
    return { raw, hash: keccak256(raw) };
  } catch (error) {
    throw toRefusal(label, error);
  }
}

/** What a new checkpoint of votes costs at most beyond one that is written over. */
const CHECKPOINTS_GAS = 120_000n;

/**
 * An estimate holds for the second in which it was made. Votes are counted by time: whoever changes them in the second
 * of the last change writes over its checkpoint, and a moment later has to write new ones, which cost more. What is
 * not used is not paid for.
 */
function withRoom(estimate: bigint): bigint {
  return estimate + estimate / 4n + CHECKPOINTS_GAS;
}

/**
 * Sends what was signed and waits until it is in a block. Throws CHAIN_REFUSED, and UNAVAILABLE while it is not known
 * what becomes of it: it may still come into a block.
 */
export async function sendSigned(
  network: Network,
  { raw, hash }: SignedTransaction,
  label: string,
): Promise<void> {
  const transport = custom({ request: network.request }, { retryCount: 0 });
  const reader = createPublicClient({ transport, pollingInterval: network.kind === 'local' ? 20 : 2_000 });
  try {
    await reader.sendRawTransaction({ serializedTransaction: raw }).catch(async (error: unknown) => {
      // Sent before: what matters is what becomes of it.
      if (!(await isKnown(network, hash))) throw error;
    });
    const receipt = await reader.waitForTransactionReceipt({ hash, timeout: RECEIPT_MS });
    if (receipt.status === 'success') return;
  } catch (error) {
    throw error instanceof WaitForTransactionReceiptTimeoutError
      ? stillPending(label)
      : toRefusal(label, error);
  }
  throw toRefusal(label, new Error('it was undone while it ran'));
}

async function isKnown({ request }: Network, hash: Hash): Promise<boolean> {
  const found = await request({ method: 'eth_getTransactionByHash', params: [hash] });
  return found !== null && found !== undefined;
}

/** Throws CHAIN_MISMATCH: whoever answers at the address of the network must still be on its chain. */
async function assertChain({ request, chainId }: Network): Promise<void> {
  const found = Number(await request({ method: 'eth_chainId' }));
  if (found === chainId) return;
  throw new CodexError({
    code: 'CHAIN_MISMATCH',
    message: `The node of the network is on chain ${found}, and not on ${chainId} any more. Nothing was signed.`,
    hint: 'Check CODEXOS_CHAIN_RPC_URL, then start the server again.',
  });
}

function chainOf({ chainId }: Network): Chain {
  return defineChain({
    id: chainId,
    name: `Chain ${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [] } },
  });
}

function stillPending(label: string): CodexError {
  return new CodexError({
    code: 'UNAVAILABLE',
    message: `${label}: the transaction is not in a block after a minute.`,
    hint: 'The network may be busy. It is looked for again.',
  });
}
