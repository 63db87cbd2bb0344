import { addressSchema, type GovernanceParameters } from '@codexos/protocol/governance';
import type { ProposalStep } from '@codexos/protocol/governance-action';
import { formatUnits, parseUnits } from './units';

/** A step of a proposal while it is typed. */
export interface StepDraft {
  type: ProposalStep['type'];
  target: string;
  amount: string;
  asset: 'token' | 'coin';
  /** Parameter, reason or call data, as the type wants it. */
  detail: string;
}

export const PARAMETERS = [
  { name: 'votingDelay', label: 'Discussion, in hours', factor: 3_600n, now: hoursOf('discussionMs') },
  { name: 'votingPeriod', label: 'Vote, in hours', factor: 3_600n, now: hoursOf('votingMs') },
  {
    name: 'expeditedVotingPeriod',
    label: 'Expedited vote, in hours',
    factor: 3_600n,
    now: hoursOf('expeditedVotingMs'),
  },
  { name: 'unbondingPeriod', label: 'Unbonding, in hours', factor: 3_600n, now: hoursOf('unbondingMs') },
  {
    name: 'quorumPercent',
    label: 'Quorum, in percent',
    factor: 1n,
    now: ({ quorumPercent }: GovernanceParameters) => String(quorumPercent),
  },
  {
    name: 'proposalThreshold',
    label: 'Threshold, in CDX',
    factor: 10n ** 18n,
    now: ({ threshold }: GovernanceParameters) => formatUnits(threshold),
  },
] as const;

function hoursOf(
  field: 'discussionMs' | 'votingMs' | 'expeditedVotingMs' | 'unbondingMs',
): (parameters: GovernanceParameters) => string {
  return (parameters) => String(Math.round(parameters[field] / 3_600_000));
}

export const STEP_TYPES: readonly { type: ProposalStep['type']; label: string }[] = [
  { type: 'signal', label: 'Decide in words' },
  { type: 'spend', label: 'Pay from the treasury' },
  { type: 'spend-reserve', label: 'Pay from the reserve' },
  { type: 'raise-reserve', label: 'Raise the reserve' },
  { type: 'set-parameter', label: 'Change a parameter' },
  { type: 'mint', label: 'Mint tokens' },
  { type: 'slash', label: 'Slash stake' },
  { type: 'call', label: 'Call any contract' },
];

export const EMPTY_STEP: StepDraft = {
  type: 'signal',
  target: '',
  amount: '',
  asset: 'token',
  detail: '',
};
export const PARAMETER_STEP: StepDraft = { ...EMPTY_STEP, type: 'set-parameter' };

/** The step as it is proposed; undefined while something is missing or wrong. */
export function finishStep({
  type,
  target: typed,
  amount: text,
  asset,
  detail,
}: StepDraft): ProposalStep | undefined {
  const target = addressSchema.safeParse(typed.trim()).data;
  const amount = parseUnits(text);
  const isPositive = amount !== undefined && amount !== '0';
  switch (type) {
    case 'signal':
      return { type };
    case 'spend':
      return target && isPositive ? { type, asset, to: target, amount } : undefined;
    case 'spend-reserve': {
      const reason = detail.trim();
      return target && isPositive && reason !== '' ? { type, asset, to: target, amount, reason } : undefined;
    }
    case 'raise-reserve':
      return isPositive ? { type, asset, amount } : undefined;
    case 'mint':
      return target && isPositive ? { type, to: target, amount } : undefined;
    case 'slash': {
      const reason = detail.trim();
      return target && isPositive && reason !== '' ? { type, account: target, amount, reason } : undefined;
    }
    case 'set-parameter': {
      const parameter = PARAMETERS.find(({ name }) => name === detail);
      if (!parameter || !/^\d{1,9}$/.test(text.trim())) return undefined;
      return { type, name: parameter.name, value: (BigInt(text.trim()) * parameter.factor).toString() };
    }
    case 'call':
      return target && /^0x([0-9a-fA-F]{2})*$/.test(detail)
        ? { type, target, value: amount ?? '0', data: detail }
        : undefined;
  }
}
