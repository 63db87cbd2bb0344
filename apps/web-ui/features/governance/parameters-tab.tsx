import type { Governance } from '@codexos/protocol/contracts/governance.contract';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { formatUnits } from './units';
import { lasting } from './lasting';

/** The rules as they are in force. Only an executed proposal changes them. */
export function ParametersTab({ governance: { parameters } }: { governance: Governance }) {
  const rows: readonly { label: string; value: string; help: string }[] = [
    {
      label: 'Threshold',
      value: `${formatUnits(parameters.threshold)} CDX`,
      help: 'Votes that a proposal needs to be made',
    },
    { label: 'Discussion', value: lasting(parameters.discussionMs), help: 'Before the vote opens' },
    { label: 'Vote', value: lasting(parameters.votingMs), help: 'Of a standard proposal' },
    {
      label: 'Expedited vote',
      value: lasting(parameters.expeditedVotingMs),
      help: 'Of an expedited proposal',
    },
    {
      label: 'Timelock',
      value: lasting(parameters.timelockMs),
      help: 'Between the vote and what it decided',
    },
    {
      label: 'Quorum',
      value: `${parameters.quorumPercent}%`,
      help: 'Of the stake that has to vote for it or abstain',
    },
    { label: 'Unbonding', value: lasting(parameters.unbondingMs), help: 'Before stake is paid back' },
  ];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <p className="max-w-[72ch] text-sm text-muted-foreground">
          The rules as the contracts have them now. A proposal changes them, and nothing else does.
        </p>
        <Button asChild size="sm">
          <Link href="/governance/new?action=set-parameter">Propose a change</Link>
        </Button>
      </div>
      <div className="overflow-hidden rounded-md border bg-card">
        <Table aria-label="Parameters">
          <TableHeader>
            <TableRow>
              <TableHead>Parameter</TableHead>
              <TableHead className="text-right">Value</TableHead>
              <TableHead>What it means</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map(({ label, value, help }) => (
              <TableRow key={label}>
                <TableCell className="font-medium whitespace-nowrap">{label}</TableCell>
                <TableCell className="text-right whitespace-nowrap tabular">{value}</TableCell>
                <TableCell className="py-1.5 text-muted-foreground">{help}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  );
}
