import type { SdlReport } from '@codexos/protocol/contracts/deployments.contract';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { formatMicroUsd } from '@/lib/format';

/** What the same resources cost a month on four clouds, with the calculation. */
export function EstimateTable({ estimate }: { estimate: NonNullable<SdlReport['estimate']> }) {
  return (
    <section aria-labelledby="estimate" className="flex flex-col gap-3">
      <div>
        <h2 id="estimate" className="text-base font-medium">
          What it costs a month
        </h2>
        <p className="text-sm text-muted-foreground">
          An estimate by list prices of {estimate.pricesOf}, without traffic. On Akash the bid decides.
        </p>
      </div>
      <div className="overflow-hidden rounded-md border bg-card">
        <Table aria-label="Estimate">
          <TableHeader>
            <TableRow>
              <TableHead>Cloud</TableHead>
              <TableHead className="text-right">Month</TableHead>
              <TableHead>Formula and source</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {estimate.lines.map(({ cloud, label, monthlyMicroUsd, formula, source }) => (
              <TableRow key={cloud}>
                <TableCell className="font-medium whitespace-nowrap">{label}</TableCell>
                <TableCell className="text-right font-medium tabular">
                  {formatMicroUsd(monthlyMicroUsd)}
                </TableCell>
                <TableCell className="min-w-72 py-1.5">
                  <span className="block font-mono text-2xs">{formula}</span>
                  <span className="block text-2xs text-muted-foreground">{source}</span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}
