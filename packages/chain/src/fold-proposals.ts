import {
  categorySchema,
  supportSchema,
  trackSchema,
  type Proposal,
  type ProposalState,
  type Support,
} from '@codexos/protocol/governance';
import type { Address, Hex } from 'viem';
import type { GovernanceAddresses } from './deploy-governance.ts';
import { describeCall } from './describe-call.ts';
import type { ParameterFold } from './fold-parameters.ts';
import type { StakeFold } from './fold-stakes.ts';
import type { ChainEvent } from './read-events.ts';

export interface ProposalContext {
  addresses: GovernanceAddresses;
  /** The chain's clock, epoch ms. */
  now: number;
  stakes: StakeFold;
  parameters: ParameterFold;
}

/** A proposal while its events are folded; what depends on the time is added at the end. */
type Draft = Omit<Proposal, 'state' | 'quorum' | 'totalStake' | 'tally'> & {
  tally: Record<Support, bigint>;
  end: 'executed' | 'canceled' | undefined;
};

const EXPEDITED_FACTOR = 2n;

/** All proposals with their votes, the newest first. */
export function foldProposals(events: readonly ChainEvent[], context: ProposalContext): Proposal[] {
  const drafts = new Map<string, Draft>();
  for (const event of events) {
    if (event.contract !== 'governor') continue;
    if (event.name === 'ProposalCreated') {
      const draft = createDraft(event, context.addresses);
      drafts.set(draft.id, draft);
    } else {
      const draft = drafts.get(String(event.args['proposalId']));
      if (draft) applyEvent(draft, event);
    }
  }
  return [...drafts.values()].reverse().map((draft) => finish(draft, context));
}

function createDraft({ args, at, transaction }: ChainEvent, addresses: GovernanceAddresses): Draft {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const values = list(args['values']);
  const datas = list(args['calldatas']);
  const description = String(args['description']);
  return {
    id: String(args['proposalId']),
    title: titleOf(description),
    description,
    proposer: String(args['proposer']),
    track: 'standard',
    category: 'general',
    proposedAt: at,
    opensAt: Number(args['voteStart']) * 1000,
    closesAt: Number(args['voteEnd']) * 1000,
    calls: list(args['targets']).map((target, index) => {
      const data = String(datas[index]);
      const described = describeCall(addresses, { target: String(target) as Address, data: data as Hex });
      return { target: String(target), value: String(values[index]), data, ...described };
    }),
    votes: [],
    transactions: { proposed: transaction },
    tally: { for: 0n, against: 0n, abstain: 0n },
    end: undefined,
  };
}

function applyEvent(draft: Draft, { name, args, at, transaction }: ChainEvent): void {
  switch (name) {
    case 'ProposalClassified':
      draft.track = trackSchema.options[Number(args['track'])] ?? 'standard';
      draft.category = categorySchema.options[Number(args['category'])] ?? 'general';
      return;
    case 'ProposalExtended':
      draft.closesAt = Number(args['extendedDeadline']) * 1000;
      return;
    case 'VoteCast':
    case 'OverrideVoteCast':
      draft.tally[supportOf(args['support'])] += BigInt(String(args['weight']));
      draft.votes.push({
        voter: String(args['voter']),
        support: supportOf(args['support']),
        weight: String(args['weight']),
        reason: String(args['reason'] ?? ''),
        at,
        isOverride: name === 'OverrideVoteCast',
        transaction,
      });
      return;
    case 'VoteReduced':
      draft.tally[supportOf(args['support'])] -= BigInt(String(args['weight']));
      return;
    case 'ProposalQueued':
      draft.executableAt = Number(args['etaSeconds']) * 1000;
      draft.transactions['queued'] = transaction;
      return;
    case 'ProposalExecuted':
    case 'ProposalCanceled':
      draft.end = name === 'ProposalExecuted' ? 'executed' : 'canceled';
      draft.endedAt = at;
      draft.transactions[draft.end] = transaction;
  }
}

function finish({ end, tally, ...draft }: Draft, { now, stakes, parameters }: ProposalContext): Proposal {
  // Until the vote opens, today's stake is the best that is known of it.
  const snapshot = Math.min(draft.opensAt, now);
  const totalStake = stakes.totalAt(snapshot);
  const base = (totalStake * parameters.quorumPercentAt(snapshot)) / 100n;
  const quorum = draft.track === 'expedited' ? base * EXPEDITED_FACTOR : base;
  const isWon = tally.for > tally.against && tally.for + tally.abstain >= quorum;
  return {
    ...draft,
    state: end ?? stateAt(draft, now, isWon),
    tally: { for: String(tally.for), against: String(tally.against), abstain: String(tally.abstain) },
    quorum: quorum.toString(),
    totalStake: totalStake.toString(),
  };
}

function stateAt(
  { opensAt, closesAt, executableAt }: Pick<Draft, 'opensAt' | 'closesAt' | 'executableAt'>,
  now: number,
  isWon: boolean,
): ProposalState {
  if (now <= opensAt) return 'pending';
  if (now <= closesAt) return 'active';
  if (!isWon) return 'defeated';
  if (executableAt === undefined) return 'succeeded';
  return now < executableAt ? 'queued' : 'executable';
}

function supportOf(value: unknown): Support {
  return supportSchema.options[Number(value)] ?? 'abstain';
}

function titleOf(description: string): string {
  const line = description.split('\n').find((text) => text.trim() !== '') ?? '';
  return line.replace(/^#+\s*/, '').slice(0, 140) || 'Untitled proposal';
}
