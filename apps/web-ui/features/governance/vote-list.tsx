'use client';
import { listAgentVotes } from '@codexos/protocol/contracts/governance-agents.contract';
import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import type { Proposal } from '@codexos/protocol/governance';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { useApiQuery } from '@/lib/api/use-api-query';
import { AgentVoteRow } from './agent-vote-row';
import { shortAddress } from './short-address';
import { formatUnits } from './units';

/** Who voted how and why; votes of agents name the agent and its run. */
export function VoteList({ proposal, governance }: { proposal: Proposal; governance: Governance }) {
  const { stakeholders, network } = governance;
  const { data } = useApiQuery(
    listAgentVotes,
    { query: { proposalId: proposal.id } },
    { refetchInterval: 5_000 },
  );
  const agentVotes = data?.items ?? [];
  const open = agentVotes.filter(({ state }) => state !== 'cast');
  return (
    <section aria-labelledby="votes" className="flex flex-col gap-3">
      <h2 id="votes" className="text-base font-medium">
        Votes
      </h2>
      {open.length > 0 ? (
        <ul
          className="divide-y overflow-hidden rounded-md border bg-card"
          aria-label="Agents that have not voted"
        >
          {open.map((vote) => (
            <AgentVoteRow key={vote.id} vote={vote} now={network.now} title={vote.agentName ?? 'An agent'} />
          ))}
        </ul>
      ) : null}
      {proposal.votes.length === 0 ? (
        <p className="text-sm text-muted-foreground">Nobody has voted yet.</p>
      ) : (
        <ul className="divide-y overflow-hidden rounded-md border bg-card" aria-label="Votes">
          {proposal.votes.map(({ voter, support, weight, reason, isOverride, transaction }) => {
            const byAgent = agentVotes.find((vote) => vote.transaction === transaction);
            return (
              <li key={`${voter}-${transaction}`} className="flex flex-col gap-0.5 px-4 py-2.5 text-sm">
                <span className="flex justify-between gap-3">
                  <span className="flex flex-wrap items-center gap-x-2 gap-y-1" title={voter}>
                    {shortAddress(voter, stakeholders)} · {support}
                    {isOverride ? ' (instead of the delegate)' : ''}
                    {byAgent ? <Badge variant="outline">agent {byAgent.agentName ?? ''}</Badge> : null}
                    {byAgent?.runId === undefined ? null : (
                      <Link
                        href={`/runs/${byAgent.runId}`}
                        className="font-medium text-primary-text hover:underline"
                      >
                        Replay
                      </Link>
                    )}
                  </span>
                  <span className="shrink-0 text-muted-foreground tabular">{formatUnits(weight)} CDX</span>
                </span>
                {reason === '' ? null : (
                  <span className="break-words whitespace-pre-line text-muted-foreground">{reason}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
