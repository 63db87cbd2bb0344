/** Amounts of 18 decimals, as decimal texts in the smallest unit, for people and back. */
const DECIMALS = 18;
const UNIT = 10n ** 18n;
const grouped = new Intl.NumberFormat('en');

/** `1,234.5`; at most four decimals, cut and not rounded up, so that nobody is shown more than there is. */
export function formatUnits(amount: string): string {
  const value = BigInt(amount);
  const whole = value / UNIT;
  const fraction = (value % UNIT).toString().padStart(DECIMALS, '0').slice(0, 4).replace(/0+$/, '');
  if (whole === 0n && fraction === '' && value > 0n) return '<0.0001';
  return fraction === '' ? grouped.format(whole) : `${grouped.format(whole)}.${fraction}`;
}

/** The smallest unit of what a person typed; undefined when it is no amount. */
export function parseUnits(text: string): string | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,18}))?$/.exec(text.trim().replaceAll(',', ''));
  if (!match) return undefined;
  const [, whole = '0', fraction = ''] = match;
  return (BigInt(whole) * UNIT + BigInt(fraction.padEnd(DECIMALS, '0'))).toString();
}

/** Share of `part` in `whole` in percent, to one decimal; 0 for nothing. */
export function shareOf(part: string, whole: string): number {
  if (BigInt(whole) === 0n) return 0;
  return Number((BigInt(part) * 1_000n) / BigInt(whole)) / 10;
}
