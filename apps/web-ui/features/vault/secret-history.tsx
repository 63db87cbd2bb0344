import type { SecretUse, SecretVersion } from '@codexos/protocol/secret';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';

/** The versions of a secret, and the calls that used it. */
export function SecretHistory({ versions, uses }: { versions: SecretVersion[]; uses: SecretUse[] }) {
  return (
    <>
      <section aria-labelledby="uses" className="flex flex-col gap-3">
        <div>
          <h2 id="uses" className="text-base font-medium">
            Uses
          </h2>
          <p className="text-sm text-muted-foreground">The last 200 calls that got the value.</p>
        </div>
        {uses.length === 0 ? (
          <p className="rounded-md border border-dashed px-4 py-5 text-center text-sm text-muted-foreground">
            Nothing has used it yet.
          </p>
        ) : (
          <div
            className="max-h-80 overflow-auto rounded-md border bg-card"
            tabIndex={0}
            role="group"
            aria-labelledby="uses"
          >
            <UsesTable uses={uses} />
          </div>
        )}
      </section>
      <section aria-labelledby="versions" className="flex flex-col gap-3">
        <h2 id="versions" className="text-base font-medium">
          Versions
        </h2>
        <ul className="divide-y rounded-md border bg-card text-sm">
          {versions.map(({ number, createdAt, isCurrent }) => (
            <li key={number} className="flex items-center gap-2 px-4 py-2">
              <span className="tabular">Version {number}</span>
              <Badge variant={isCurrent ? 'ok' : 'default'}>{isCurrent ? 'in use' : 'destroyed'}</Badge>
              <RelativeTime at={createdAt} className="ml-auto text-xs text-muted-foreground" />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function UsesTable({ uses }: { uses: SecretUse[] }) {
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>When</TableHead>
          <TableHead>By</TableHead>
          <TableHead>Sent to</TableHead>
          <TableHead>Version</TableHead>
          <TableHead>Run</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {uses.map(({ at, kind, consumer, host, version, runId }, index) => (
          <TableRow key={`${at}-${index}`}>
            <TableCell className="whitespace-nowrap text-muted-foreground">
              <RelativeTime at={at} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {kind} {consumer}
            </TableCell>
            <TableCell className="font-mono text-xs">{host}</TableCell>
            <TableCell className="tabular">{version}</TableCell>
            <TableCell>
              {runId === undefined ? (
                <span className="text-muted-foreground">none</span>
              ) : (
                <Link
                  href={`/runs/${runId}`}
                  className="text-primary-text underline-offset-4 hover:underline"
                >
                  Open
                </Link>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
