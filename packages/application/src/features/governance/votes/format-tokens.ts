const UNIT = 10n ** 18n;
const grouped = new Intl.NumberFormat('en');

/** An amount of 18 decimals as people read it, cut to four decimals. */
export function formatTokens(amount: bigint): string {
  const fraction = (amount % UNIT).toString().padStart(18, '0').slice(0, 4).replace(/0+$/, '');
  return `${grouped.format(amount / UNIT)}${fraction === '' ? '' : `.${fraction}`}`;
}
