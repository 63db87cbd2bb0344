import type { ActionFacts, ProposalFacts } from '@codexos/protocol/proposal-facts';
import type { Finding } from '@codexos/protocol/proposal-review';
import { amountOf, PARAMETER_LABELS, parameterText } from './words.ts';

type Parameter = NonNullable<ActionFacts['parameter']>;

/** New values of parameters against the present ones and against what the contracts accept. */
export function findParameters(facts: ProposalFacts): Finding[] {
  return facts.actions.flatMap(({ parameter }, index) => {
    if (!parameter) return [];
    const changes = change(parameter);
    // What the contract refuses has no consequences.
    const isRefused = changes.some(({ severity }) => severity === 'objection');
    return [...changes, ...(isRefused ? [] : consequences(parameter, facts))].map((finding) => ({
      ...finding,
      action: index + 1,
    }));
  });
}

function change({ name, from, to, minimum, maximum }: Parameter): Finding[] {
  const label = PARAMETER_LABELS[name];
  const [before, after] = [BigInt(from), BigInt(to)];
  const words = (value: string): string => parameterText(name, value);
  const isTooSmall = minimum !== undefined && after < BigInt(minimum);
  const isTooLarge = maximum !== undefined && after > BigInt(maximum);
  if (isTooSmall || isTooLarge) {
    const bounds =
      maximum === undefined
        ? `at least ${words(minimum ?? '0')}`
        : `${words(minimum ?? '0')} to ${words(maximum)}`;
    return [
      {
        severity: 'objection',
        text: `It sets ${label} to ${words(to)}, and the contract accepts ${bounds}: it would fail.`,
      },
    ];
  }
  if (before === after)
    return [{ severity: 'concern', text: `It sets ${label} to ${words(to)}, which it is already.` }];
  const isGreat = after * 2n < before || after > before * 2n;
  return [
    {
      severity: isGreat ? 'concern' : 'note',
      text: `It changes ${label} from ${words(from)} to ${words(to)}${isGreat ? ', a change by more than half or to more than twice' : ''}.`,
    },
  ];
}

/** What a value that the contract accepts would still do to governance. */
function consequences({ name, to }: Parameter, { proposal, parameters }: ProposalFacts): Finding[] {
  const value = BigInt(to);
  const totalStake = BigInt(proposal.totalStake);
  const concern = (text: string): Finding[] => [{ severity: 'concern', text }];
  switch (name) {
    case 'votingDelay':
      return value === 0n ? concern('Without a discussion nobody gets the time to look, or to stake.') : [];
    case 'votingPeriod':
      return value * 1_000n < BigInt(parameters.expeditedVotingMs)
        ? concern('An ordinary vote would be over sooner than an expedited one.')
        : [];
    case 'quorumPercent':
      if (value === 0n) return concern('Without a quorum a single vote decides, however few take part.');
      return value > 50n ? concern('With a quorum of more than half, few decisions can be reached.') : [];
    case 'proposalThreshold':
      if (value === 0n) return concern('Anybody could make proposals, without any stake.');
      if (totalStake === 0n) return [];
      if (value > totalStake)
        return [
          {
            severity: 'objection',
            text: `All stake together is ${amountOf(totalStake, 'CDX')}: nobody could make a proposal any more, not even one that takes this back.`,
          },
        ];
      return value * 2n > totalStake
        ? concern('Only somebody with more than half of all stake could make a proposal.')
        : [];
    case 'expeditedVotingPeriod':
    case 'unbondingPeriod':
      return [];
  }
}
