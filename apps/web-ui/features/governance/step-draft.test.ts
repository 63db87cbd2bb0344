import { describe, expect, it } from 'vitest';
import { EMPTY_STEP, finishStep } from './step-draft';

const to = `0x${'a'.repeat(40)}`;

describe('finishStep', () => {
  it('makes a step of what was typed', () => {
    expect(finishStep(EMPTY_STEP)).toEqual({ type: 'signal' });
    expect(finishStep({ ...EMPTY_STEP, type: 'spend', target: to, amount: '2.5' })).toEqual({
      type: 'spend',
      asset: 'token',
      to,
      amount: '2500000000000000000',
    });
    expect(
      finishStep({ ...EMPTY_STEP, type: 'set-parameter', amount: '72', detail: 'votingPeriod' }),
    ).toEqual({
      type: 'set-parameter',
      name: 'votingPeriod',
      value: '259200',
    });
  });

  it('waits until nothing is missing', () => {
    const unfinished = { ...EMPTY_STEP, target: to, amount: '1' };
    expect(finishStep({ ...unfinished, type: 'spend', amount: '' })).toBeUndefined();
    expect(finishStep({ ...unfinished, type: 'spend', target: '0x1' })).toBeUndefined();
    expect(finishStep({ ...unfinished, type: 'slash', detail: ' ' })).toBeUndefined();
    expect(finishStep({ ...unfinished, type: 'call', detail: '0x1' })).toBeUndefined();
  });

  it('pays from the reserve only with a reason', () => {
    const step = { ...EMPTY_STEP, type: 'spend-reserve', target: to, amount: '1', asset: 'coin' } as const;
    expect(finishStep(step)).toBeUndefined();
    expect(finishStep({ ...step, detail: ' A flood ' })).toMatchObject({
      type: 'spend-reserve',
      asset: 'coin',
      reason: 'A flood',
    });
  });
});
