'use client';
/** Wallets in the browser, found by EIP-6963: each announces itself when it is asked. */
import { useSyncExternalStore } from 'react';

interface WalletProvider {
  request(request: { method: string; params?: unknown[] }): Promise<unknown>;
}

export interface Wallet {
  id: string;
  name: string;
  provider: WalletProvider;
}

const listeners = new Set<() => void>();
let wallets: readonly Wallet[] = [];
const none: readonly Wallet[] = [];
let isAsking = false;

function discover(): void {
  if (isAsking) return;
  isAsking = true;
  window.addEventListener('eip6963:announceProvider', (event) => {
    const { info, provider } = (
      event as CustomEvent<{ info: { uuid: string; name: string }; provider: WalletProvider }>
    ).detail;
    if (wallets.some(({ id }) => id === info.uuid)) return;
    wallets = [...wallets, { id: info.uuid, name: info.name, provider }];
    for (const listener of listeners) listener();
  });
  window.dispatchEvent(new Event('eip6963:requestProvider'));
}

/** Wallets that have announced themselves so far. */
export function useWallets(): readonly Wallet[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      discover();
      return () => listeners.delete(listener);
    },
    () => wallets,
    () => none,
  );
}

/** Address that the wallet's owner chose to share. Throws what the wallet answers when the owner refuses. */
export async function connectWallet({ provider }: Wallet): Promise<string> {
  const accounts = await ask(provider, { method: 'eth_requestAccounts' });
  const [first] = Array.isArray(accounts) ? (accounts as unknown[]) : [];
  if (typeof first !== 'string') throw new Error('The wallet shared no account.');
  return first;
}

/**
 * Lets the wallet sign and send on the given network. Resolves to the transaction's hash. Throws when the wallet stays
 * on another network: what it signs there would be sent to strangers' contracts.
 */
export async function sendWithWallet(
  { provider, name }: Wallet,
  { chainId, ...transaction }: { chainId: number; from: string; to: string; data: string; value: string },
): Promise<string> {
  const wanted = `0x${chainId.toString(16)}`;
  if ((await chainOf(provider)) !== chainId) {
    await ask(provider, { method: 'wallet_switchEthereumChain', params: [{ chainId: wanted }] });
    const found = await chainOf(provider);
    if (found !== chainId)
      throw new Error(
        `${name} is on chain ${found}, and the organisation is on ${chainId}. Nothing was signed.`,
      );
  }
  const value = `0x${BigInt(transaction.value).toString(16)}`;
  const request = { ...transaction, value, chainId: wanted };
  return String(await ask(provider, { method: 'eth_sendTransaction', params: [request] }));
}

async function chainOf(provider: WalletProvider): Promise<number> {
  return Number(await ask(provider, { method: 'eth_chainId' }));
}

/** Waits until a transaction is in a block. Throws when it failed or takes longer than three minutes. */
export async function waitForTransaction({ provider }: Wallet, hash: string): Promise<void> {
  for (let attempt = 0; attempt < 360; attempt++) {
    const receipt = await ask(provider, { method: 'eth_getTransactionReceipt', params: [hash] });
    if (typeof receipt === 'object' && receipt !== null && 'status' in receipt) {
      if (receipt.status === '0x1') return;
      throw new Error('The transaction failed on the chain.');
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The transaction is not in a block after three minutes. Look at it in your wallet.');
}

/** Wallets refuse with plain objects; what they say is for the person who refused. */
async function ask(
  provider: WalletProvider,
  request: { method: string; params?: unknown[] },
): Promise<unknown> {
  try {
    return await provider.request(request);
  } catch (error) {
    const isWorded = typeof error === 'object' && error !== null && 'message' in error;
    throw new Error(isWorded ? `The wallet refused: ${String(error.message)}` : 'The wallet refused.', {
      cause: error,
    });
  }
}
