import { describeKills } from './kill-harness.ts';

describeKills([
  { scenario: 'agents', moment: 'after', kind: 'sqlite', boundaryCount: 18 },
  { scenario: 'agents', moment: 'before', kind: 'postgres', boundaryCount: 18 },
  { scenario: 'answer', moment: 'after', kind: 'postgres', boundaryCount: 8 },
]);
