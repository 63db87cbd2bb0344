import { describeKills } from './kill-harness.ts';

describeKills([
  { scenario: 'effects', moment: 'before', kind: 'sqlite', boundaryCount: 10 },
  { scenario: 'effects', moment: 'after', kind: 'sqlite', boundaryCount: 10 },
  { scenario: 'agents', moment: 'before', kind: 'sqlite', boundaryCount: 18 },
  { scenario: 'answer', moment: 'before', kind: 'sqlite', boundaryCount: 8 },
  { scenario: 'answer', moment: 'after', kind: 'sqlite', boundaryCount: 8 },
]);
