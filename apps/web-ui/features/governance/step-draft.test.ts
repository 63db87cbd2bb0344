import { describe, expect, it } from 'vitest';
import { EMPTY_STEP, finishStep } from './step-draft';

const to = `0x${'a'.repeat(40)}`;

describe('finishStep', () => {
  it('makes a step of what was typed', () => {
    expect(finishStep(EMPTY_STEP)).toEqual({ type: 'signal' });
    expect(finishStep({ type: 'spend', target: to, amount: '2.5', detail: 'token' })).toEqual({
      type: 'spend',
      asset: 'token',
      to,
      amount: '2500000000000000000',
    });
    expect(finishStep({ type: 'set-parameter', target: '', amount: '72', detail: 'votingPeriod' })).toEqual({
      type: 'set-parameter',
      name: 'votingPeriod',
      value: '259200',
    });
  });

  it('waits until nothing is missing', () => {
    expect(finishStep({ type: 'spend', target: to, amount: '', detail: '' })).toBeUndefined();
    expect(finishStep({ type: 'spend', target: '0x1', amount: '1', detail: '' })).toBeUndefined();
    expect(finishStep({ type: 'slash', target: to, amount: '1', detail: ' ' })).toBeUndefined();
    expect(finishStep({ type: 'call', target: to, amount: '', detail: '0x1' })).toBeUndefined();
  });
});
