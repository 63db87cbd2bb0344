'use client';
import { listAuditEntries, verifyAudit } from '@codexos/protocol/contracts/audit.contract';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { ShieldCheckIcon, TriangleAlertIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { callApi } from '@/lib/api/call-api';
import { queryKey } from '@/lib/api/query-key';
import { formatCount } from '@/lib/format';
import { AuditTable } from './audit-table';

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
        {entries && entries.length > 0 ? <AuditTable entries={entries} onTarget={setTarget} /> : null}
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
