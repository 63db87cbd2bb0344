'use client';
import type { AuditEntry } from '@codexos/protocol/contracts/audit.contract';
import { ChevronDownIcon, ChevronRightIcon } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { describeAction, describeActor, describeTarget } from './describe-entry';

const OUTCOMES = { done: 'ok', refused: 'warn', failed: 'destructive' } as const;

interface AuditTableProps {
  entries: readonly AuditEntry[];
  /** Asks for the entries of one thing alone. */
  onTarget: (target: string) => void;
}

/** Entries of the audit log, each with everything that it holds one click away. */
export function AuditTable({ entries, onTarget }: AuditTableProps) {
  return (
    <div className="overflow-hidden rounded-md border bg-card">
      <Table aria-label="Entries of the audit log">
        <TableHeader>
          <TableRow>
            <TableHead>#</TableHead>
            <TableHead>When</TableHead>
            <TableHead>Who</TableHead>
            <TableHead>What</TableHead>
            <TableHead>Outcome</TableHead>
            <TableHead>On</TableHead>
            <TableHead>
              <span className="sr-only">Details</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {entries.map((entry) => (
            <EntryRows key={entry.seq} entry={entry} onTarget={onTarget} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function EntryRows({ entry, onTarget }: { entry: AuditEntry } & Pick<AuditTableProps, 'onTarget'>) {
  const { seq, at, actor, outcome, target } = entry;
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon;
  return (
    <>
      <TableRow>
        <TableCell className="font-mono text-xs text-muted-foreground tabular">{seq}</TableCell>
        <TableCell className="whitespace-nowrap text-muted-foreground">
          <RelativeTime at={at} />
        </TableCell>
        <TableCell className="whitespace-nowrap" title={actor.id}>
          {describeActor(actor)}
          {actor.type === 'api-token' ? <Badge className="ml-2">API token</Badge> : null}
        </TableCell>
        <TableCell className="whitespace-nowrap">{describeAction(entry)}</TableCell>
        <TableCell>
          <Badge variant={OUTCOMES[outcome]}>{outcome}</Badge>
        </TableCell>
        <TableCell className="max-w-90">
          {target === undefined ? null : (
            <button
              type="button"
              title={`Only what was done to ${target}`}
              className="block max-w-full truncate rounded-xs text-left text-muted-foreground underline-offset-4 hover:text-foreground hover:underline"
              onClick={() => onTarget(target)}
            >
              {describeTarget(entry)}
            </button>
          )}
        </TableCell>
        <TableCell className="py-0 text-right">
          <Button
            variant="quiet"
            size="icon-sm"
            aria-label={`Details of entry ${seq}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Chevron aria-hidden />
          </Button>
        </TableCell>
      </TableRow>
      {isOpen ? (
        <TableRow className="hover:bg-transparent">
          <TableCell colSpan={7} className="bg-muted/30">
            <Details entry={entry} />
          </TableCell>
        </TableRow>
      ) : null}
    </>
  );
}

function Details({ entry: { target, details, actor, hash } }: { entry: AuditEntry }) {
  const facts: readonly (readonly [string, unknown])[] = [
    ['on', target ?? 'nothing'],
    ...Object.entries(details),
    ['actor', `${actor.type} ${actor.id}`],
    ['hash', hash],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1 py-1 font-mono text-xs">
      {facts.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-muted-foreground">{term}</dt>
          <dd className="min-w-0 break-all">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
