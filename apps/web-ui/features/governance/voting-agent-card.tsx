'use client';
import { removeVotingAgent, setVotingAgent } from '@codexos/protocol/contracts/governance-agents.contract';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import type { AgentVote, VotingAgent } from '@codexos/protocol/vote-policy';
import Link from 'next/link';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Switch } from '@/components/ui/switch';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { AgentVoteRow } from './agent-vote-row';
import { describePolicy } from './policy-words';
import { shortAddress } from './short-address';
import { formatUnits } from './units';
import { VotingAgentDialog } from './voting-agent-dialog';

interface VotingAgentCardProps {
  agent: VotingAgent;
  /** Its votes, the newest first. */
  votes: readonly AgentVote[];
  governance: Governance;
  isAdmin: boolean;
}

const SHOWN_VOTES = 5;

/** One agent that votes: its account, its policy, its last votes, and the switch that turns it off. */
export function VotingAgentCard({ agent, votes, governance, isAdmin }: VotingAgentCardProps) {
  const [open, setOpen] = useState<'edit' | 'remove'>();
  const id = useId();
  const { agentId, account, policy, address } = agent;
  const name = agent.agentName ?? 'A deleted agent';
  const save = useApiMutation(setVotingAgent, {
    onSuccess: ({ policy: saved }) => toast.success(saved.isOn ? `${name} votes` : `${name} does not vote`),
    onError: (problem) => toast.error('The policy was not changed', { description: problem.message }),
  });
  const remove = useApiMutation(removeVotingAgent, { onSuccess: () => setOpen(undefined) });
  const holder = governance.stakeholders.find(
    (entry) => entry.address.toLowerCase() === address.toLowerCase(),
  );
  const titleOf = (proposalId: string): string =>
    governance.proposals.find((proposal) => proposal.id === proposalId)?.title ?? 'A proposal that is gone';
  return (
    <article aria-labelledby={id} className="overflow-hidden rounded-md border bg-card">
      <div className="flex flex-col gap-3 p-4">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h3 id={id} className="flex flex-wrap items-center gap-2 text-sm font-medium">
              <Link href={`/agents/${agentId}`} className="hover:underline">
                {name}
              </Link>
              <Badge variant={policy.isOn ? 'ok' : 'default'}>{policy.isOn ? 'votes' : 'turned off'}</Badge>
            </h3>
            <p className="text-sm text-muted-foreground">
              <span title={address}>
                {account.type === 'secret'
                  ? `Key ${account.secret} in the vault, ${shortAddress(address)}`
                  : shortAddress(address, governance.stakeholders)}
              </span>{' '}
              · {formatUnits(holder?.votes ?? '0')} CDX of votes, {formatUnits(holder?.stake ?? '0')} of its
              own
            </p>
          </div>
          {isAdmin ? (
            <div className="flex items-center gap-2">
              <Button size="sm" onClick={() => setOpen('edit')}>
                Change
              </Button>
              <Button size="sm" variant="quiet" onClick={() => setOpen('remove')}>
                Remove
              </Button>
              <Switch
                className="ml-1"
                aria-label={`${name} votes`}
                checked={policy.isOn}
                disabled={save.isPending}
                onCheckedChange={(isOn) =>
                  save.mutate({ params: { agentId }, body: { account, policy: { ...policy, isOn } } })
                }
              />
            </div>
          ) : null}
        </div>
        <ul className="flex max-w-[72ch] flex-col gap-0.5 text-sm" aria-label={`Policy of ${name}`}>
          {describePolicy(policy).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {votes.length > 0 ? (
        <ul className="divide-y border-t" aria-label={`Last votes of ${name}`}>
          {votes.slice(0, SHOWN_VOTES).map((vote) => (
            <AgentVoteRow
              key={vote.id}
              vote={vote}
              now={governance.network.now}
              title={titleOf(vote.proposalId)}
            />
          ))}
        </ul>
      ) : (
        <p className="border-t px-4 py-2.5 text-sm text-muted-foreground">It has not had to vote yet.</p>
      )}
      <VotingAgentDialog
        isOpen={open === 'edit'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'edit' : undefined)}
        governance={governance}
        agent={agent}
      />
      <ConfirmDialog
        isOpen={open === 'remove'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'remove' : undefined)}
        title={`Take the account from ${name}`}
        confirmLabel="Take it away"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { agentId } })}
      >
        Votes that are not signed yet are not cast. What is on the chain stays, and so does the agent itself.
      </ConfirmDialog>
    </article>
  );
}
