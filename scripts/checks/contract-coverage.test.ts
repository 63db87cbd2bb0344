import { describe, expect, it } from 'vitest';
import { findUncovered } from '../lib/contract-coverage.ts';

describe('findUncovered', () => {
  it('names lines that are never run and branches that are never taken', () => {
    const report = ['TN:', 'SF:a.sol', 'DA:3,1', 'DA:4,0', 'BRDA:5,0,0,2', 'BRDA:5,0,1,-', 'BRDA:6,1,0,0'];
    expect(findUncovered(report.join('\n'))).toEqual([
      'a.sol:4 is never run',
      'a.sol:5 has a branch that is never taken',
      'a.sol:6 has a branch that is never taken',
    ]);
  });

  it('passes a report in which everything is reached', () => {
    expect(findUncovered('SF:a.sol\nDA:3,1\nBRDA:5,0,0,2\nend_of_record')).toEqual([]);
  });

  it('does not take an empty report for full coverage', () => {
    expect(findUncovered('')).toEqual(['The coverage report names no file']);
  });
});
