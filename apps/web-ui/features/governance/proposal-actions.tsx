'use client';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import type { Proposal, Support } from '@codexos/protocol/governance';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { ActingAccount } from './use-acting-account';
import { useGovernanceAction } from './use-governance-action';

interface ProposalActionsProps {
  proposal: Proposal;
  governance: Governance;
  account: ActingAccount | undefined;
}

const ORDER: readonly Support[] = ['for', 'against', 'abstain'];
const LABELS: Readonly<Record<Support, string>> = { for: 'For', against: 'Against', abstain: 'Abstain' };

/** What the acting account can do with a proposal in the state it is in. */
export function ProposalActions({ proposal, governance, account }: ProposalActionsProps) {
  const [isVetoing, setVetoing] = useState(false);
  const act = useGovernanceAction(account, () => {
    toast.success('It is on the chain');
    setVetoing(false);
  });
  if (!account) return <p className="text-sm text-muted-foreground">Choose an account to take part.</p>;
  const { id: proposalId, state } = proposal;
  const is = (address: string): boolean => address.toLowerCase() === account.address.toLowerCase();
  const isGuardian = is(governance.parameters.guardian);
  const isOpen = !['canceled', 'defeated', 'executed'].includes(state);
  const canCancel = isOpen && (isGuardian || (state === 'pending' && is(proposal.proposer)));
  return (
    <div className="flex flex-col gap-3">
      {state === 'active' ? (
        <VotePanel
          proposal={proposal}
          governance={governance}
          account={account}
          isPending={act.isPending}
          onVote={(vote) => act.mutate({ type: 'vote', proposalId, ...vote })}
        />
      ) : null}
      {state === 'succeeded' ? (
        <Button
          variant="primary"
          disabled={act.isPending}
          onClick={() => act.mutate({ type: 'queue', proposalId })}
        >
          Queue
        </Button>
      ) : null}
      {state === 'executable' ? (
        <Button
          variant="primary"
          disabled={act.isPending}
          onClick={() => act.mutate({ type: 'execute', proposalId })}
        >
          Execute
        </Button>
      ) : null}
      {canCancel ? (
        <Button variant="quiet" disabled={act.isPending} onClick={() => setVetoing(true)}>
          {isGuardian ? 'Veto' : 'Withdraw the proposal'}
        </Button>
      ) : null}
      {act.error && !isVetoing ? <ErrorNotice error={act.error} /> : null}
      <ConfirmDialog
        isOpen={isVetoing}
        onOpenChange={setVetoing}
        title={`${isGuardian ? 'Veto' : 'Withdraw'} “${proposal.title}”`}
        confirmLabel={isGuardian ? 'Veto it' : 'Withdraw it'}
        isPending={act.isPending}
        error={act.error}
        onConfirm={() => act.mutate({ type: 'cancel', proposalId })}
      >
        It ends for good and cannot be made again with the same words. Votes stay readable.
      </ConfirmDialog>
    </div>
  );
}

interface VotePanelProps extends ProposalActionsProps {
  isPending: boolean;
  onVote: (vote: { support: Support; reason: string; isOverride: boolean }) => void;
}

function VotePanel({ proposal, governance, account, isPending, onVote }: VotePanelProps) {
  const [reason, setReason] = useState('');
  const is = (address: string | undefined): boolean =>
    address?.toLowerCase() === account?.address.toLowerCase();
  const own = governance.stakeholders.find(({ address }) => is(address));
  const isDelegated = own?.delegate !== undefined && !is(own.delegate);
  const vote = proposal.votes.findLast(({ voter, isOverride }) => is(voter) && isOverride === isDelegated);
  if (vote) {
    return (
      <p className="text-sm text-muted-foreground">
        {account?.name} voted {LABELS[vote.support].toLowerCase()}.
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <Label htmlFor="reason">{isDelegated ? 'Override your delegate' : `Vote as ${account?.name}`}</Label>
      <Input
        id="reason"
        maxLength={2_000}
        placeholder="Reason (optional)"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="grid grid-cols-3 gap-2">
        {ORDER.map((support) => (
          <Button
            key={support}
            disabled={isPending}
            onClick={() => onVote({ support, reason: reason.trim(), isOverride: isDelegated })}
          >
            {LABELS[support]}
          </Button>
        ))}
      </div>
    </div>
  );
}
