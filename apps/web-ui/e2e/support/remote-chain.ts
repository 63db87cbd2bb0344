/** A network elsewhere as a process, and a wallet in the browser whose keys it has. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { endChild } from './server';

export interface RemoteChain {
  rpcUrl: string;
  governor: string;
  chainId: number;
  walletUrl: string;
  owner: string;
  /** Lets the wallet refuse to change its network, or change it again. */
  setWalletMoves: (moves: boolean) => void;
  stop: () => Promise<void>;
}

export async function startRemoteChain(chainId: number): Promise<RemoteChain> {
  const child = spawn(process.execPath, ['scripts/remote-chain.ts', '--chain', String(chainId)], {
    cwd: resolve(import.meta.dirname, '../../../..'),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((started, failed) => {
    child.stdout.once('data', (data: Buffer) => started(data.toString('utf8')));
    child.once('exit', () => failed(new Error('The network elsewhere ended.')));
  });
  const facts = JSON.parse(line) as Omit<RemoteChain, 'setWalletMoves' | 'stop'>;
  return {
    ...facts,
    setWalletMoves: (moves) => void child.stdin.write(moves ? 'move\n' : 'stay\n'),
    stop: () => endChild(child, 'SIGTERM'),
  };
}

/** Puts an EIP-1193 provider into every page, announced as wallets announce themselves. */
export async function addWallet(page: Page, { walletUrl }: RemoteChain): Promise<void> {
  await page.exposeFunction('askWallet', async (request: unknown) => {
    const response = await fetch(walletUrl, { method: 'POST', body: JSON.stringify(request) });
    return (await response.json()) as { result?: unknown; error?: string };
  });
  await page.addInitScript(() => {
    const { askWallet } = window as unknown as {
      askWallet: (request: unknown) => Promise<{ result?: unknown; error?: string }>;
    };
    const provider = {
      request: async (request: unknown) => {
        const { result, error } = await askWallet(request);
        // A plain object, as wallets throw it.
        if (error !== undefined) throw { code: -32_000, message: error };
        return result;
      },
    };
    window.addEventListener('eip6963:requestProvider', () => {
      const detail = { info: { uuid: 'keyed', name: 'Keyed wallet' }, provider };
      window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
    });
  });
}
