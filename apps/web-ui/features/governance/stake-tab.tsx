'use client';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { AmountForm } from './amount-form';
import { chainTime } from './chain-time';
import { DelegateForm } from './delegate-form';
import { shortAddress } from './short-address';
import { formatUnits, shareOf } from './units';
import type { ActingAccount } from './use-acting-account';
import { useGovernanceAction } from './use-governance-action';

interface StakeTabProps {
  governance: Governance;
  account: ActingAccount | undefined;
}

/** One's own stake and delegate, and everybody's. */
export function StakeTab({ governance, account }: StakeTabProps) {
  const { stakeholders, network, totalStake, parameters, pauses } = governance;
  const act = useGovernanceAction(account, () => toast.success('It is on the chain'));
  const own = stakeholders.find(({ address }) => address.toLowerCase() === account?.address.toLowerCase());
  const unbonding = own?.unbonding;
  const isReleased = unbonding !== undefined && unbonding.releaseAt <= network.now;
  return (
    <div className="flex flex-col gap-8">
      {account ? (
        <section aria-label="Your stake" className="flex flex-col gap-5 rounded-md border bg-card p-5">
          <div className="flex flex-wrap gap-x-10 gap-y-3">
            <Figure label="Staked" amount={own?.stake ?? '0'} />
            <Figure label="Votes you cast" amount={own?.votes ?? '0'} />
            <Figure label="Not staked" amount={own?.balance ?? '0'} />
          </div>
          <div className="grid gap-5 min-[900px]:grid-cols-3">
            <AmountForm
              label="Stake tokens"
              action="Stake"
              most={own?.balance ?? '0'}
              isPending={act.isPending || pauses.stakes.isPaused}
              onSubmit={(amount) => act.mutate({ type: 'stake', amount })}
            />
            <AmountForm
              label="Take stake out"
              action="Unstake"
              most={own?.stake ?? '0'}
              isPending={act.isPending}
              onSubmit={(amount) => act.mutate({ type: 'request-unstake', amount })}
            />
            <DelegateForm
              stakeholders={stakeholders}
              current={own?.delegate}
              isPending={act.isPending}
              onSubmit={(to) => act.mutate({ type: 'delegate', to })}
            />
          </div>
          {unbonding ? (
            <div className="flex flex-wrap items-center justify-between gap-3 border-t pt-4 text-sm">
              <span>
                {formatUnits(unbonding.amount)} CDX on the way out,{' '}
                {isReleased ? 'ready' : `ready ${chainTime(unbonding.releaseAt, network.now)}`}.
              </span>
              <Button
                disabled={!isReleased || act.isPending}
                onClick={() => act.mutate({ type: 'withdraw' })}
              >
                Withdraw
              </Button>
            </div>
          ) : null}
          {act.error ? <ErrorNotice error={act.error} /> : null}
          <p className="text-xs text-muted-foreground">
            Stake votes with the weight it has when a vote opens. What you take out stops voting at once and
            is paid after {Math.round(parameters.unbondingMs / 86_400_000)} days.
          </p>
        </section>
      ) : null}
      <section aria-labelledby="stakeholders" className="flex flex-col gap-3">
        <h2 id="stakeholders" className="text-base font-medium">
          Who votes
        </h2>
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>Account</TableHead>
              <TableHead className="text-right">Votes</TableHead>
              <TableHead className="text-right">Share</TableHead>
              <TableHead className="text-right">Own stake</TableHead>
              <TableHead>Delegate</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {stakeholders.map(({ address, votes, stake, delegate }) => (
              <TableRow key={address}>
                <TableCell title={address}>{shortAddress(address, stakeholders)}</TableCell>
                <TableCell className="text-right tabular">{formatUnits(votes)} CDX</TableCell>
                <TableCell className="text-right tabular">{shareOf(votes, totalStake)}%</TableCell>
                <TableCell className="text-right tabular">{formatUnits(stake)} CDX</TableCell>
                <TableCell>
                  {delegate === undefined
                    ? '–'
                    : delegate === address
                      ? 'itself'
                      : shortAddress(delegate, stakeholders)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </section>
    </div>
  );
}

function Figure({ label, amount }: { label: string; amount: string }) {
  return (
    <div>
      <p className="text-xs text-muted-foreground">{label}</p>
      <p className="text-lg font-semibold tabular">{formatUnits(amount)} CDX</p>
    </div>
  );
}
