import { describe, expect, it } from 'vitest';
import { describePayment } from './payment-words';

const units = (tokens: number): string => (BigInt(tokens) * 10n ** 18n).toString();
const asset = {
  asset: `0x${'1'.repeat(40)}`,
  symbol: 'CDX',
  total: units(600_000),
  reserve: units(120_000),
  available: units(480_000),
};
const pay = (tokens: number, change: { isFromReserve?: boolean; isPaused?: boolean } = {}) =>
  describePayment({ asset, amount: units(tokens), isFromReserve: false, isPaused: false, ...change });

describe('describePayment', () => {
  it('says what remains and that the reserve is not touched', () => {
    expect(pay(5_000)).toEqual({
      text: 'It leaves 475,000 CDX available. The reserve of 120,000 CDX is not touched.',
      isRefused: false,
    });
  });

  it('says by how much a payment would touch the reserve, and that it is refused as a whole', () => {
    expect(pay(480_001)).toEqual({
      text: 'It is 1 CDX more than the 480,000 CDX that are available. That would touch the reserve of 120,000 CDX, so the treasury would refuse the whole payment.',
      isRefused: true,
    });
    expect(pay(480_000)?.isRefused).toBe(false);
  });

  it('knows that a pause stops payments and opens the reserve', () => {
    expect(pay(1, { isPaused: true })?.isRefused).toBe(true);
    expect(pay(1, { isFromReserve: true })).toMatchObject({ isRefused: true });
    expect(pay(20_000, { isFromReserve: true, isPaused: true })).toEqual({
      text: 'It leaves 100,000 CDX of the reserve of 120,000 CDX. It works while the pause of payments lasts.',
      isRefused: false,
    });
    expect(pay(120_001, { isFromReserve: true, isPaused: true })?.isRefused).toBe(true);
  });

  it('counts what the actions before it pay', () => {
    const second = { asset, amount: units(240_001), isFromReserve: false, isPaused: false };
    expect(describePayment({ ...second, paidBefore: BigInt(units(240_000)) })).toMatchObject({
      text: expect.stringContaining(
        'It is 1 CDX more than the 240,000 CDX that are available after the payments before it.',
      ) as string,
      isRefused: true,
    });
  });

  it('waits for an amount', () => {
    expect(
      describePayment({ asset, amount: undefined, isFromReserve: false, isPaused: false }),
    ).toBeUndefined();
  });
});
