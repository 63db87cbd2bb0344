'use client';
import type { Stakeholder } from '@codexos/protocol/governance';
import { useSyncExternalStore } from 'react';
import { createPersisted } from '@/lib/persisted';
import { useWallets, type Wallet } from './wallet';

/** Who acts: an account of the local network, or one that a wallet shared. */
export interface ActingAccount {
  address: string;
  name: string;
  wallet?: Wallet;
}

const chosenAccount = createPersisted<{ address: string; walletId?: string } | null>(
  'governance-account',
  null,
);

/** The account that was chosen in this browser; the first local one when none was. */
export function useActingAccount(stakeholders: readonly Stakeholder[]): ActingAccount | undefined {
  const wallets = useWallets();
  const chosen = useSyncExternalStore(chosenAccount.subscribe, chosenAccount.get, chosenAccount.getInitial);
  const wallet = wallets.find(({ id }) => id === chosen?.walletId);
  if (chosen && wallet) return { address: chosen.address, name: wallet.name, wallet };
  const local = localAccounts(stakeholders);
  const found = local.find(({ address }) => address === chosen?.address) ?? local[0];
  return found && { address: found.address, name: found.localName ?? '' };
}

/** Accounts whose keys the server holds, by name. */
export function localAccounts(stakeholders: readonly Stakeholder[]): Stakeholder[] {
  return stakeholders
    .filter(({ localName }) => localName !== undefined)
    .sort((left, right) => (left.localName ?? '').localeCompare(right.localName ?? ''));
}

export function chooseAccount(address: string, walletId?: string): void {
  chosenAccount.set(walletId === undefined ? { address } : { address, walletId });
}
