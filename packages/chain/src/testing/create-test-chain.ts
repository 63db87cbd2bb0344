import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveLocalAccounts, type LocalAccounts } from '../accounts.ts';
import { findAnvil } from '../local/find-anvil.ts';
import { openLocalChain, type LocalChain, type LocalChainOptions } from '../local/local-chain.ts';

/** A local chain in a folder of its own under the system's temporary folder. */
export interface TestChain {
  folder: string;
  accounts: LocalAccounts;
  open(options?: Partial<LocalChainOptions>): Promise<LocalChain>;
  [Symbol.asyncDispose](): Promise<void>;
}

const SEED = Buffer.from('a seed for tests that owns nothing anywhere');

/** Closes what was opened and removes the folder when it is disposed of. */
export function createTestChain(folder = mkdtempSync(join(tmpdir(), 'codexos-chain-'))): TestChain {
  const accounts = deriveLocalAccounts(SEED);
  const opened: LocalChain[] = [];
  return {
    folder,
    accounts,
    open: async (options = {}) => {
      const binary = findAnvil();
      if (binary === undefined) throw new Error('anvil is not installed: run npm ci.');
      const funded = [accounts.deployer, accounts.guardian, ...accounts.members].map(
        ({ address }) => address,
      );
      const chain = await openLocalChain({ binary, folder, funded, ...options });
      opened.push(chain);
      return chain;
    },
    [Symbol.asyncDispose]: async () => {
      for (const chain of opened) await chain.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
