'use client';
import { listAuditEntries, verifyAudit, type AuditEntry } from '@codexos/protocol/contracts/audit.contract';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { ShieldCheckIcon, TriangleAlertIcon } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { PageFrame } from '@/features/shell/page-frame';
import { callApi } from '@/lib/api/call-api';
import { queryKey } from '@/lib/api/query-key';
import { formatCount } from '@/lib/format';
import { describeAction, describeTarget } from './describe-entry';

/** Who did what, the newest first, and whether the log is intact. */
export function AuditPage() {
  const [target, setTarget] = useState('');
  const query = target.trim() === '' ? {} : { target: target.trim() };
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: queryKey(listAuditEntries, query),
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listAuditEntries,
        { query: { ...query, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const entries = data?.pages.flatMap(({ items }) => items);
  return (
    <PageFrame breadcrumb={[{ label: 'Settings', href: '/settings' }, { label: 'Audit log' }]}>
      <div className="mx-auto flex w-full max-w-280 flex-col gap-4 p-6 max-[599px]:p-4">
        <p className="max-w-[72ch] text-sm text-muted-foreground">
          Every change in this workspace, who made it and what came of it. Entries are hashed one into the
          next under a key that the database does not hold, so that a changed or removed entry shows.
        </p>
        <Verification />
        <Input
          aria-label="Only what was done to this id"
          placeholder="Only what was done to this id"
          className="max-w-sm font-mono"
          value={target}
          onChange={(event) => setTarget(event.target.value)}
        />
        {error && !data ? <ErrorNotice error={error} /> : null}
        {entries?.length === 0 ? (
          <EmptyState icon="shield-check" title="No entries">
            Nothing was changed yet, or nothing fits the id.
          </EmptyState>
        ) : null}
        {entries && entries.length > 0 ? <Entries entries={entries} /> : null}
        {data || error ? null : <Skeleton className="h-60 rounded-md" />}
        {hasNextPage ? (
          <Button className="self-center" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older entries
          </Button>
        ) : null}
      </div>
    </PageFrame>
  );
}

function Verification() {
  const verify = useMutation({ mutationFn: () => callApi(verifyAudit, {}) });
  const { data } = verify;
  return (
    <div className="flex flex-wrap items-center gap-3" aria-live="polite">
      <Button disabled={verify.isPending} onClick={() => verify.mutate()}>
        <ShieldCheckIcon aria-hidden /> Verify the log
      </Button>
      {data?.isIntact === true ? (
        <span className="flex items-center gap-1.5 text-sm text-ok">
          <ShieldCheckIcon className="size-4" aria-hidden /> Intact,{' '}
          {formatCount(data.entryCount, 'entry', 'entries')}
        </span>
      ) : null}
      {data?.isIntact === false ? (
        <span className="flex items-center gap-1.5 text-sm text-destructive">
          <TriangleAlertIcon className="size-4" aria-hidden /> Broken at entry {data.brokenAt}. {data.problem}
        </span>
      ) : null}
      {verify.error ? <ErrorNotice error={verify.error} /> : null}
    </div>
  );
}

const OUTCOMES = { done: 'ok', refused: 'warn', failed: 'destructive' } as const;

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <div className="overflow-x-auto rounded-md border bg-card" role="group" aria-label="Entries" tabIndex={0}>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>#</TableHead>
            <TableHead>When</TableHead>
            <TableHead>Who</TableHead>
            <TableHead>What</TableHead>
            <TableHead>Outcome</TableHead>
            <TableHead>On</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={entry.seq}>
              <EntryCells entry={entry} />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function EntryCells({ entry }: { entry: AuditEntry }) {
  const { seq, at, actor, outcome, target } = entry;
  return (
    <>
      <TableCell className="font-mono text-xs text-muted-foreground tabular">{seq}</TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground">
        <RelativeTime at={at} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {actor.name ?? actor.id}
        {actor.type === 'user' ? null : <Badge className="ml-2">{actor.type}</Badge>}
      </TableCell>
      <TableCell className="whitespace-nowrap">{describeAction(entry)}</TableCell>
      <TableCell>
        <Badge variant={OUTCOMES[outcome]}>{outcome}</Badge>
      </TableCell>
      <TableCell className="max-w-90 truncate text-sm text-muted-foreground" title={target}>
        {describeTarget(entry)}
      </TableCell>
    </>
  );
}
