'use client';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { pausableSchema, type Pausable, type Pause } from '@codexos/protocol/governance';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { formatExact } from '@/lib/format';
import { chainTime } from './chain-time';
import { shortAddress } from './short-address';
import type { ActingAccount } from './use-acting-account';
import { useGovernanceAction } from './use-governance-action';

interface PauseSectionProps {
  governance: Governance;
  account: ActingAccount | undefined;
}

const WORDS: Readonly<Record<Pausable, { title: string; pause: string; effect: string }>> = {
  treasury: {
    title: 'Payments from the treasury',
    pause: 'Pause payments',
    effect:
      'Payments from what is available are refused. Payments from the reserve become possible, by vote.',
  },
  stakes: {
    title: 'New stake',
    pause: 'Pause new stake',
    effect: 'Nobody can stake more. Votes go on, and what is staked can be taken out.',
  },
};

/** What can be paused in an emergency, who may, until when, and the buttons of whoever may. */
export function PauseSection({ governance, account }: PauseSectionProps) {
  const { parameters } = governance;
  const [asked, setAsked] = useState<Pausable>();
  const act = useGovernanceAction(account, (_result, action) => {
    toast.success(action.type === 'pause' ? 'It is paused' : 'The pause has ended');
    setAsked(undefined);
  });
  return (
    <section aria-labelledby="emergency" className="flex flex-col gap-3">
      <h2 id="emergency" className="text-base font-medium">
        Emergency
      </h2>
      <p className="max-w-[72ch] text-sm text-muted-foreground">
        A pause ends by itself after 14 days, and the next one is possible 14 days after that. A decision
        takes {daysOf(parameters, 'expeditedVotingMs')} days on the expedited track and{' '}
        {daysOf(parameters, 'votingMs')} on the standard one: what a vote is to do within a pause has to be
        proposed in time.
      </p>
      <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="What can be paused">
        {pausableSchema.options.map((contract) => {
          const pause = governance.pauses[contract];
          const isAllowed = mayPause(pause, account);
          const isWaiting = pause.possibleFrom !== undefined && !pause.isPaused;
          return (
            <li
              key={contract}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3 text-sm"
            >
              <div className="min-w-0 flex-1 basis-72">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {WORDS[contract].title}
                  {pause.isPaused ? <Badge variant="warn">paused</Badge> : <Badge variant="ok">open</Badge>}
                </p>
                <p className="text-muted-foreground">{stateOf(pause, governance)}</p>
              </div>
              {isAllowed ? (
                <Button
                  disabled={act.isPending || isWaiting}
                  onClick={() =>
                    pause.isPaused ? act.mutate({ type: 'unpause', contract }) : setAsked(contract)
                  }
                >
                  {pause.isPaused ? 'End the pause' : WORDS[contract].pause}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {act.error && asked === undefined ? <ErrorNotice error={act.error} /> : null}
      <ConfirmDialog
        isOpen={asked !== undefined}
        onOpenChange={(isOpen) => setAsked(isOpen ? asked : undefined)}
        title={asked === undefined ? '' : `${WORDS[asked].pause} for 14 days`}
        confirmLabel="Pause"
        isPending={act.isPending}
        error={act.error}
        onConfirm={() => {
          if (asked !== undefined) act.mutate({ type: 'pause', contract: asked });
        }}
      >
        {asked === undefined ? '' : WORDS[asked].effect} You can end the pause before; then the next one is
        possible 14 days later.
      </ConfirmDialog>
    </section>
  );
}

/** From the proposal to its execution, in whole days. */
function daysOf(
  { discussionMs, timelockMs, ...votes }: Governance['parameters'],
  vote: 'votingMs' | 'expeditedVotingMs',
): number {
  return Math.ceil((discussionMs + votes[vote] + timelockMs) / 86_400_000);
}

function mayPause({ allowed }: Pause, account: ActingAccount | undefined): boolean {
  return allowed.some((address) => address.toLowerCase() === account?.address.toLowerCase());
}

function stateOf(pause: Pause, { stakeholders, contracts, network }: Governance): string {
  const { isPaused, until, possibleFrom, allowed } = pause;
  const isTimelock = (address: string): boolean =>
    address.toLowerCase() === contracts['timelock']?.toLowerCase();
  const names = allowed
    .filter((address) => !isTimelock(address))
    .map((address) => shortAddress(address, stakeholders));
  const who = `${[...names, ...(allowed.some(isTimelock) ? ['a proposal'] : [])].join(' and ')} may ${isPaused ? 'end it' : 'pause it'}.`;
  if (isPaused && until !== undefined)
    return `Paused until ${formatExact(until)}, ${chainTime(until, network.now)}. ${who}`;
  if (possibleFrom !== undefined)
    return `The last pause is too recent: the next is possible ${chainTime(possibleFrom, network.now)}. ${who}`;
  return who;
}
