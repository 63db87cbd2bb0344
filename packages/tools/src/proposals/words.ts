/** Figures of proposals as people read them. */
import type { ParameterName } from '@codexos/protocol/governance-action';
import type { Subject } from '@codexos/protocol/proposal-facts';

const UNIT = 10n ** 18n;
const grouped = new Intl.NumberFormat('en');

/** An amount of 18 decimals with its symbol; cut to four decimals, never rounded up. */
export function amountOf(amount: string | bigint, symbol: string): string {
  const value = BigInt(amount);
  const fraction = (value % UNIT).toString().padStart(18, '0').slice(0, 4).replace(/0+$/, '');
  const whole = grouped.format(value / UNIT);
  if (whole === '0' && fraction === '' && value > 0n) return `less than 0.0001 ${symbol}`;
  return `${whole}${fraction === '' ? '' : `.${fraction}`} ${symbol}`;
}

/** A part of a whole in percent, to one decimal. */
export function shareOf(part: bigint, whole: bigint): string {
  if (whole === 0n) return '0 %';
  const tenths = (part * 1_000n) / whole;
  return `${grouped.format(tenths / 10n)}${tenths % 10n === 0n ? '' : `.${tenths % 10n}`} %`;
}

/** `48 hours`, `7 days`, `2 days 3 hours`. */
export function timeOf(seconds: bigint): string {
  const days = seconds / 86_400n;
  const hours = (seconds % 86_400n) / 3_600n;
  const rest = seconds % 3_600n;
  // Two days and less are said in hours, as the rules of governance are.
  if (days > 2n || (days === 2n && hours > 0n)) return join([counted(days, 'day'), counted(hours, 'hour')]);
  const whole = seconds / 3_600n;
  return join([
    counted(whole, 'hour'),
    counted(rest / 60n, 'minute'),
    whole === 0n ? counted(rest % 60n, 'second') : '',
  ]);
}

export const PARAMETER_LABELS: Readonly<Record<ParameterName, string>> = {
  votingDelay: 'the discussion before a vote',
  votingPeriod: 'the time of a vote',
  expeditedVotingPeriod: 'the time of an expedited vote',
  proposalThreshold: 'the stake that a proposal needs',
  quorumPercent: 'the quorum',
  unbondingPeriod: 'the time until stake is paid out',
};

/** A value of a parameter with its unit. */
export function parameterText(name: ParameterName, value: string): string {
  if (name === 'proposalThreshold') return amountOf(value, 'CDX');
  if (name === 'quorumPercent') return `${value} %`;
  return timeOf(BigInt(value));
}

export const SUBJECT_LABELS: Readonly<Record<Subject, string>> = {
  words: 'a decision in words',
  payment: 'a payment from the treasury',
  reserve: 'a payment from the reserve',
  treasury: 'a change in the treasury',
  parameter: 'a change of a parameter',
  mint: 'new tokens',
  slash: 'stake that is taken from somebody',
  pause: 'a pause',
  guardian: 'a change of the guardian',
  roles: 'a change of who may do what',
  control: 'a call that rules the contracts themselves',
  unknown: 'a call that cannot be decoded',
};

function counted(count: bigint, noun: string): string {
  return count === 0n ? '' : `${grouped.format(count)} ${noun}${count === 1n ? '' : 's'}`;
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ') || '0 seconds';
}
