'use client';
import type { Stakeholder } from '@codexos/protocol/governance';
import { toast } from 'sonner';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { chooseAccount, localAccounts, type ActingAccount } from './use-acting-account';
import { connectWallet, useWallets } from './wallet';

interface AccountMenuProps {
  stakeholders: readonly Stakeholder[];
  account: ActingAccount | undefined;
}

/** Chooses who acts: accounts of the local network and the wallets of this browser. */
export function AccountMenu({ stakeholders, account }: AccountMenuProps) {
  const wallets = useWallets();
  const local = localAccounts(stakeholders);
  const choose = (value: string): void => {
    const wallet = wallets.find(({ id }) => id === value);
    if (!wallet) return chooseAccount(value);
    connectWallet(wallet).then(
      (address) => chooseAccount(address, wallet.id),
      (error: unknown) =>
        toast.error(`${wallet.name} is not connected`, {
          description: error instanceof Error ? error.message : 'The wallet refused.',
        }),
    );
  };
  if (local.length === 0 && wallets.length === 0) {
    return <span className="text-xs text-muted-foreground">No wallet in this browser</span>;
  }
  return (
    <Select value={account?.wallet?.id ?? account?.address ?? ''} onValueChange={choose}>
      <SelectTrigger aria-label="Acting account" className="w-44 max-[599px]:w-32">
        <SelectValue placeholder="Choose an account" />
      </SelectTrigger>
      <SelectContent>
        {local.map(({ address, localName }) => (
          <SelectItem key={address} value={address}>
            {localName}
          </SelectItem>
        ))}
        {wallets.map(({ id, name }) => (
          <SelectItem key={id} value={id}>
            {name} (wallet)
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
