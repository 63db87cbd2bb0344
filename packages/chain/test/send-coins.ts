import { createPublicClient, createWalletClient, custom, type Hash } from 'viem';
import type { LocalAccounts, Network } from '../src/index.ts';

/** Sends coins from one member to another and waits for the receipt. */
export async function sendCoins(
  network: Network,
  { members }: LocalAccounts,
  value: bigint,
): Promise<{ hash: Hash; blockHash: Hash }> {
  const transport = custom({ request: network.request }, { retryCount: 0 });
  const [from, to] = members;
  if (!from || !to) throw new Error('two members are needed');
  const wallet = createWalletClient({ account: from, transport });
  const hash = await wallet.sendTransaction({ to: to.address, value, chain: null });
  const { blockHash } = await createPublicClient({ transport }).getTransactionReceipt({ hash });
  return { hash, blockHash };
}
