'use client';
import { listFlows } from '@codexos/protocol/contracts/flows.contract';
import { listRuns, type RunSummary } from '@codexos/protocol/contracts/runs.contract';
import { runStatusSchema } from '@codexos/protocol/run-event';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { statusName } from '@/components/ui/status-dot';
import { Table, TableBody, TableHead, TableHeader } from '@/components/ui/table';
import { PageFrame } from '@/features/shell/page-frame';
import { callApi } from '@/lib/api/call-api';
import { queryKey } from '@/lib/api/query-key';
import { useApiQuery } from '@/lib/api/use-api-query';
import { RunRow } from './run-row';

const ALL = 'all';

/** Every run of the workspace, filtered by flow and status; the filters stand in the address. */
export function RunHistoryPage() {
  const { filters, setFilter } = useFilters();
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: queryKey(listRuns, filters),
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listRuns,
        { query: { limit: 50, ...filters, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const runs = data?.pages.flatMap(({ items }) => items);
  return (
    <PageFrame
      breadcrumb={[{ label: 'Runs' }]}
      actions={
        <Button asChild variant="ghost">
          <Link href="/runs/queue">Queue</Link>
        </Button>
      }
    >
      <div className="mx-auto flex w-full max-w-240 flex-col gap-4 p-6 max-[599px]:p-4">
        <Filters filters={filters} setFilter={setFilter} />
        {error ? <ErrorNotice error={error} /> : null}
        {!runs && !error ? <Skeleton className="h-64 rounded-md" /> : null}
        {runs && runs.length > 0 ? <RunTable runs={runs} /> : null}
        {runs?.length === 0 ? (
          <EmptyState icon="activity" title="No runs here">
            Every run of a flow, an agent or a chat is kept with all it saw and said. Run a flow, and it
            appears in this list.
          </EmptyState>
        ) : null}
        {hasNextPage ? (
          <Button className="self-center" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older runs
          </Button>
        ) : null}
      </div>
    </PageFrame>
  );
}

function RunTable({ runs }: { runs: readonly RunSummary[] }) {
  return (
    <div className="overflow-hidden rounded-md border bg-card">
      <Table>
        <TableHeader>
          <tr>
            <TableHead>Status</TableHead>
            <TableHead>What ran</TableHead>
            <TableHead className="max-[899px]:hidden">Started by</TableHead>
            <TableHead className="text-right max-[599px]:hidden">Duration</TableHead>
            <TableHead className="text-right max-[899px]:hidden">Tokens</TableHead>
            <TableHead className="text-right">When</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

interface RunFilters {
  flowId?: string;
  status?: RunSummary['status'];
}

function useFilters() {
  const router = useRouter();
  const search = useSearchParams();
  const status = runStatusSchema.safeParse(search.get('status')).data;
  const flowId = search.get('flowId');
  const filters: RunFilters = { ...(flowId ? { flowId } : {}), ...(status ? { status } : {}) };
  const setFilter = (name: keyof RunFilters, value: string) => {
    const next = new URLSearchParams(search);
    if (value === ALL) next.delete(name);
    else next.set(name, value);
    router.replace(next.size === 0 ? '/runs' : `/runs?${next.toString()}`);
  };
  return { filters, setFilter };
}

function Filters({ filters, setFilter }: ReturnType<typeof useFilters>) {
  const { data } = useApiQuery(listFlows, { query: { limit: 200 } });
  return (
    <div className="flex flex-wrap gap-2">
      <Select value={filters.status ?? ALL} onValueChange={(value) => setFilter('status', value)}>
        <SelectTrigger aria-label="Status" className="w-40">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={ALL}>Any status</SelectItem>
          {runStatusSchema.options.map((status) => (
            <SelectItem key={status} value={status}>
              {statusName(status)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <Select value={filters.flowId ?? ALL} onValueChange={(value) => setFilter('flowId', value)}>
        <SelectTrigger aria-label="Flow" className="w-56">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={ALL}>Everything that ran</SelectItem>
          {data?.items.map(({ id, name }) => (
            <SelectItem key={id} value={id}>
              {name}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}
