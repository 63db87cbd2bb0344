import type { Proposal } from '@codexos/protocol/governance';
import { lasting } from './lasting';
import { formatUnits } from './units';

export type Outlook = Pick<Proposal, 'state' | 'tally' | 'quorum'>;

/** One sentence on what happens next, from the votes as they stand. */
export function predict({ state, tally, quorum }: Outlook, timelockMs: number): string {
  const missing = BigInt(quorum) - BigInt(tally.for) - BigInt(tally.abstain);
  const isAhead = BigInt(tally.for) > BigInt(tally.against);
  switch (state) {
    case 'pending':
      return 'Under discussion. Stake made before the vote opens counts.';
    case 'active':
      if (missing > 0n && !isAhead) {
        return `Will fail as it stands: ${formatUnits(missing.toString())} CDX short of the quorum, and without a majority.`;
      }
      if (missing > 0n) {
        return `Will fail as it stands: ${formatUnits(missing.toString())} CDX for or abstaining are missing for the quorum.`;
      }
      return isAhead
        ? 'Will pass if the votes stand.'
        : 'Will fail if the votes stand: no majority is for it.';
    case 'succeeded':
      return `Passed. Anyone can queue it, which starts the timelock of ${lasting(timelockMs)}.`;
    case 'queued':
      return 'Passed and waiting in the timelock. The guardian can still veto it.';
    case 'executable':
      return 'The timelock has run out. Anyone can execute it.';
    case 'executed':
      return 'Done.';
    case 'canceled':
      return 'Withdrawn by its proposer or vetoed by the guardian.';
    case 'defeated':
      return missing > 0n ? 'Failed for want of a quorum.' : 'Failed for want of a majority.';
  }
}
