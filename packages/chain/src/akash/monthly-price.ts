/** Bids state a price per block. An average month is 30.437 days, and a block takes 6.098 seconds. */
export const DAYS_A_MONTH = 30.437;
export const SECONDS_A_BLOCK = 6.098;
export const BLOCKS_A_MONTH = (DAYS_A_MONTH * 86_400) / SECONDS_A_BLOCK;

/** `amount` in millionths of an ACT per block, which is one USD, as micro-USD a month. */
export function toMonthlyMicroUsd(amount: string | number): number {
  return Math.round(Number(amount) * BLOCKS_A_MONTH);
}

/** The price of one block, in millionths of a USD, at which a month costs this much. */
export function toMicroUsdPerBlock(monthlyMicroUsd: number): number {
  return monthlyMicroUsd / BLOCKS_A_MONTH;
}
