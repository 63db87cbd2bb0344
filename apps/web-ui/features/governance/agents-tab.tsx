'use client';
import {
  getGovernanceSettings,
  listAgentVotes,
  listVotingAgents,
  updateGovernanceSettings,
} from '@codexos/protocol/contracts/governance-agents.contract';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { PlusIcon } from 'lucide-react';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Switch } from '@/components/ui/switch';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useSession } from '@/lib/session/use-session';
import { VotingAgentCard } from './voting-agent-card';
import { VotingAgentDialog } from './voting-agent-dialog';

/** What agents do in governance: reviews that come by themselves, and votes within a policy. */
export function AgentsTab({ governance }: { governance: Governance }) {
  const isAdmin = useSession()?.role === 'admin';
  const [isAdding, setAdding] = useState(false);
  const { data: agents, error } = useApiQuery(listVotingAgents, {}, { refetchInterval: 10_000 });
  const { data: votes } = useApiQuery(listAgentVotes, { query: {} }, { refetchInterval: 5_000 });
  return (
    <div className="flex flex-col gap-8">
      <ReviewSetting isAdmin={isAdmin} />
      <section aria-labelledby="voting-agents" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="voting-agents" className="text-base font-medium">
            Agents that vote
          </h2>
          {isAdmin ? (
            <Button onClick={() => setAdding(true)}>
              <PlusIcon aria-hidden /> Let an agent vote
            </Button>
          ) : null}
        </div>
        <p className="max-w-[72ch] text-sm text-muted-foreground">
          An agent votes with an account that an admin gives it, within a written policy. The policy is
          checked by the server when the vote is signed, not by the model. No agent votes on who may veto, who
          may do what, the contracts themselves, or what cannot be decoded.
        </p>
        {error && !agents ? <ErrorNotice error={error} /> : null}
        {agents || error ? null : <Skeleton className="h-40 rounded-md" />}
        {agents?.items.length === 0 ? (
          <p className="rounded-md border border-dashed p-4 text-sm text-muted-foreground">
            No agent votes yet.
          </p>
        ) : null}
        {agents?.items.map((agent) => (
          <VotingAgentCard
            key={agent.agentId}
            agent={agent}
            votes={(votes?.items ?? []).filter(({ agentId }) => agentId === agent.agentId)}
            governance={governance}
            isAdmin={isAdmin}
          />
        ))}
      </section>
      <VotingAgentDialog isOpen={isAdding} onOpenChange={setAdding} governance={governance} />
    </div>
  );
}

function ReviewSetting({ isAdmin }: { isAdmin: boolean }) {
  const id = useId();
  const { data } = useApiQuery(getGovernanceSettings, {});
  const save = useApiMutation(updateGovernanceSettings, {
    onSuccess: ({ reviewsNewProposals }) =>
      toast.success(reviewsNewProposals ? 'New proposals are reviewed' : 'New proposals are not reviewed'),
    onError: (problem) => toast.error('The setting was not changed', { description: problem.message }),
  });
  return (
    <section aria-labelledby="reviews" className="flex flex-col gap-3">
      <h2 id="reviews" className="text-base font-medium">
        Compliance reviews
      </h2>
      <div className="flex items-start justify-between gap-6 rounded-md border bg-card p-4">
        <div className="min-w-0">
          <label htmlFor={id} className="text-sm font-medium">
            Review each new proposal
          </label>
          <p id={`${id}-help`} className="max-w-[72ch] text-sm text-muted-foreground">
            Once for each proposal, as a run that can be replayed. The default model of the workspace writes
            it; without a language model fixed rules do. A review is an opinion: nothing on the chain follows
            from it, except that agents vote by its verdict if their policy says so.
          </p>
        </div>
        {data ? (
          <Switch
            id={id}
            className="mt-0.5"
            aria-describedby={`${id}-help`}
            checked={data.reviewsNewProposals}
            disabled={!isAdmin || save.isPending}
            onCheckedChange={(reviewsNewProposals) => save.mutate({ body: { reviewsNewProposals } })}
          />
        ) : (
          <Skeleton className="h-4.5 w-8 rounded-full" />
        )}
      </div>
    </section>
  );
}
