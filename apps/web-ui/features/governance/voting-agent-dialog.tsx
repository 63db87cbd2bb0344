'use client';
import { setVotingAgent } from '@codexos/protocol/contracts/governance-agents.contract';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import type { VotingAgent } from '@codexos/protocol/vote-policy';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { draftOf, finishPolicy, FIRST_POLICY } from './policy-draft';
import { PolicyForm } from './policy-form';
import { VoterFields } from './voter-fields';

interface VotingAgentDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  governance: Governance;
  /** The one to change; a new one when absent. */
  agent?: VotingAgent;
}

/** Gives an agent an account and writes its policy. */
export function VotingAgentDialog({ isOpen, onOpenChange, governance, agent }: VotingAgentDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>
            {agent ? `How ${agent.agentName ?? 'the agent'} votes` : 'Let an agent vote'}
          </DialogTitle>
          <DialogDescription>
            Votes are public and final. What is not allowed here is refused when the vote is signed.
          </DialogDescription>
        </DialogHeader>
        <DialogForm governance={governance} agent={agent} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function DialogForm({
  governance,
  agent,
  onClose,
}: {
  governance: Governance;
  agent: VotingAgent | undefined;
  onClose: () => void;
}) {
  const [agentId, setAgentId] = useState<string>(agent?.agentId ?? '');
  const [draft, setDraft] = useState(agent ? draftOf(agent) : FIRST_POLICY);
  const save = useApiMutation(setVotingAgent, {
    onSuccess: ({ agentName }) => {
      toast.success(`The policy of ${agentName ?? 'the agent'} is in force`);
      onClose();
    },
  });
  const finished = finishPolicy(draft);
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (finished && agentId !== '')
          save.mutate({ params: { agentId: agentId as never }, body: finished });
      }}
    >
      <VoterFields
        governance={governance}
        agentId={agentId}
        account={draft.account}
        isAgentFixed={agent !== undefined}
        onAgentChange={setAgentId}
        onAccountChange={(account) => setDraft({ ...draft, account })}
      />
      <PolicyForm draft={draft} onChange={setDraft} />
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={!finished || agentId === '' || save.isPending}>
          {agent ? 'Save the policy' : 'Let it vote'}
        </Button>
      </DialogFooter>
    </form>
  );
}
