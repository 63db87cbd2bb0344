'use client';
import { stopAgentVote } from '@codexos/protocol/contracts/governance-agents.contract';
import type { AgentVote } from '@codexos/protocol/vote-policy';
import Link from 'next/link';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useSession } from '@/lib/session/use-session';
import { chainTime } from './chain-time';
import { SUPPORTS, VOTE_STATES } from './review-words';

interface AgentVoteRowProps {
  vote: AgentVote;
  /** The chain's clock. */
  now: number;
  /** What stands before the state: the agent on a proposal, the proposal on an agent. */
  title: string;
}

/** Where a vote of an agent stands, with the run that decided it, and the way to step in. */
export function AgentVoteRow({ vote, now, title }: AgentVoteRowProps) {
  const { id, state, runId, error } = vote;
  const isAdmin = useSession()?.role === 'admin';
  const stop = useApiMutation(stopAgentVote, {
    onSuccess: () => toast.success('The vote is not cast'),
    onError: (problem) => toast.error('The vote was not stopped', { description: problem.message }),
  });
  const { label, variant } = VOTE_STATES[state];
  const mayStop = isAdmin && (state === 'deciding' || state === 'waiting');
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 px-4 py-2.5 text-sm">
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{title}</span>
          <Badge variant={variant}>{label}</Badge>
        </span>
        <span className="block break-words text-muted-foreground">{wordsOf(vote, now)}</span>
        {error?.hint === undefined ? null : <span className="block text-muted-foreground">{error.hint}</span>}
      </span>
      <span className="flex items-center gap-3">
        {runId === undefined ? null : (
          <Link href={`/runs/${runId}`} className="font-medium text-primary-text hover:underline">
            Replay
          </Link>
        )}
        {mayStop ? (
          <Button
            size="sm"
            disabled={stop.isPending}
            aria-label={`Do not vote: ${title}`}
            onClick={() => stop.mutate({ params: { agentVoteId: id } })}
          >
            Do not vote
          </Button>
        ) : null}
      </span>
    </li>
  );
}

function wordsOf({ state, support, dueAt, note, error }: AgentVote, now: number): string {
  const side = support === undefined ? '' : SUPPORTS[support];
  switch (state) {
    case 'deciding':
      return 'The run that decides is under way.';
    case 'waiting':
      return `${note === undefined ? '' : `${note} `}Will vote ${side} ${dueAt === undefined || dueAt <= now ? 'as soon as the vote is open' : chainTime(dueAt, now)}.`;
    case 'casting':
      return `Signed ${side}; the chain has it in a moment.`;
    case 'cast':
      return `Voted ${side}.`;
    case 'refused':
    case 'stopped':
      return note ?? '';
    case 'failed':
      return error?.message ?? 'It failed without a reason.';
  }
}
