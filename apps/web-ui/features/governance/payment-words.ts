import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import { formatUnits } from './units';

type Asset = Governance['treasury']['assets'][number];

export interface PaymentWords {
  text: string;
  /** True when the treasury would refuse it as things stand. */
  isRefused: boolean;
}

/** What a payment would do to available funds and reserve; undefined while no amount is typed. */
export function describePayment({
  asset,
  amount,
  paidBefore = 0n,
  isFromReserve,
  isPaused,
}: {
  asset: Asset | undefined;
  amount: string | undefined;
  /** What actions before it pay of the same asset and from the same part. */
  paidBefore?: bigint;
  isFromReserve: boolean;
  isPaused: boolean;
}): PaymentWords | undefined {
  if (!asset || amount === undefined || amount === '0') return undefined;
  const { symbol } = asset;
  const words = (units: bigint): string => `${formatUnits(units.toString())} ${symbol}`;
  const wanted = BigInt(amount);
  const [available, reserve] = isFromReserve
    ? [BigInt(asset.available), most(BigInt(asset.reserve) - paidBefore)]
    : [most(BigInt(asset.available) - paidBefore), BigInt(asset.reserve)];
  const then = paidBefore === 0n ? '' : ' after the payments before it';
  if (isFromReserve) {
    if (wanted > reserve)
      return {
        text: `The reserve holds ${words(reserve)}: the treasury would refuse this.`,
        isRefused: true,
      };
    const left = `It leaves ${words(reserve - wanted)} of the reserve of ${words(reserve)}.`;
    return isPaused
      ? { text: `${left} It works while the pause of payments lasts.`, isRefused: false }
      : {
          text: `${left} It works only while the guardian pauses payments, and they are not paused: as things stand the treasury would refuse it.`,
          isRefused: true,
        };
  }
  if (wanted > available) {
    const short = wanted - available;
    return {
      text: `It is ${words(short)} more than the ${words(available)} that are available${then}. That would touch the reserve of ${words(reserve)}, so the treasury would refuse the whole payment.`,
      isRefused: true,
    };
  }
  if (isPaused)
    return { text: 'The guardian has paused payments: the treasury would refuse this now.', isRefused: true };
  return {
    text: `It leaves ${words(available - wanted)} available. The reserve of ${words(reserve)} is not touched.`,
    isRefused: false,
  };
}

function most(left: bigint): bigint {
  return left < 0n ? 0n : left;
}
