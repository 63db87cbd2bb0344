'use client';
import { createFlow, listFlows } from '@codexos/protocol/contracts/flows.contract';
import { PlusIcon, SearchIcon, UploadIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, TableBody, TableHead, TableHeader } from '@/components/ui/table';
import { PageFrame } from '@/features/shell/page-frame';
import { useActions } from '@/lib/actions/use-actions';
import { toWireError } from '@/lib/api/api-error';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useDebounced } from '@/lib/use-debounced';
import { FlowRow } from './flow-row';
import { ImportDialog } from './import-dialog';
import { TemplateCards } from './template-cards';

/** Every flow of the workspace, and templates to start from. */
export function FlowListPage() {
  const router = useRouter();
  const [search, setSearch] = useState('');
  const [isImporting, setImporting] = useState(false);
  const settled = useDebounced(search.trim(), 200);
  const { data, error } = useApiQuery(
    listFlows,
    { query: { limit: 200, ...(settled === '' ? {} : { search: settled }) } },
    { placeholderData: (before) => before },
  );
  const create = useApiMutation(createFlow, {
    onSuccess: ({ id }) => router.push(`/flows/${id}`),
    onError: (problem) =>
      toast.error(toWireError(problem).title, { description: toWireError(problem).message }),
  });
  const createEmpty = create.mutate;
  useActions(
    useMemo(
      () => [
        {
          id: 'flows.new',
          label: 'New flow',
          group: 'Flow',
          icon: 'plus',
          shortcuts: ['c'],
          run: () => createEmpty({ body: {} }),
        },
        {
          id: 'flows.import',
          label: 'Import a flow from a file',
          group: 'Flow',
          icon: 'upload',
          run: () => setImporting(true),
        },
      ],
      [createEmpty],
    ),
  );
  const flows = data?.items ?? [];
  return (
    <PageFrame
      breadcrumb={[{ label: 'Flows' }]}
      actions={
        <Button onClick={() => setImporting(true)} className="max-[599px]:hidden">
          <UploadIcon aria-hidden /> Import
        </Button>
      }
      primary={
        <Button variant="primary" disabled={create.isPending} onClick={() => create.mutate({ body: {} })}>
          <PlusIcon aria-hidden /> New flow
        </Button>
      }
    >
      <div className="mx-auto flex w-full max-w-240 flex-col gap-8 p-6 max-[599px]:p-4">
        <section aria-labelledby="your-flows" className="flex flex-col gap-3">
          <div className="flex items-center justify-between gap-4">
            <h2 id="your-flows" className="text-base font-semibold">
              Your flows
            </h2>
            <div className="relative w-64 max-[599px]:w-44">
              <SearchIcon className="absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
              <Input
                type="search"
                aria-label="Find a flow"
                placeholder="Find a flow…"
                className="pl-8"
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
            </div>
          </div>
          {error ? <ErrorNotice error={error} /> : null}
          {!data && !error ? <ListSkeleton /> : null}
          {flows.length > 0 ? (
            <div className="overflow-hidden rounded-md border bg-card">
              <Table>
                <TableHeader>
                  <tr>
                    <TableHead>Name</TableHead>
                    <TableHead className="max-[599px]:hidden">Last run</TableHead>
                    <TableHead className="text-right max-[899px]:hidden">Nodes</TableHead>
                    <TableHead className="max-[899px]:hidden">Published</TableHead>
                    <TableHead className="text-right">Changed</TableHead>
                    <TableHead>
                      <span className="sr-only">More</span>
                    </TableHead>
                  </tr>
                </TableHeader>
                <TableBody>
                  {flows.map((flow) => (
                    <FlowRow key={flow.id} flow={flow} />
                  ))}
                </TableBody>
              </Table>
            </div>
          ) : null}
          {data && flows.length === 0 ? (
            <EmptyState
              icon="workflow"
              title={settled === '' ? 'No flows yet' : 'No flow has this name'}
              className="py-8"
            >
              {settled === ''
                ? 'A flow is a drawing of nodes that runs: values enter, agents and tools work on them, an answer leaves. Start from a template below.'
                : 'Try fewer letters, or create it.'}
            </EmptyState>
          ) : null}
        </section>
        <TemplateCards title="Templates" />
      </div>
      {isImporting ? <ImportDialog onClose={() => setImporting(false)} /> : null}
    </PageFrame>
  );
}

function ListSkeleton() {
  return (
    <div
      className="flex flex-col gap-px overflow-hidden rounded-md border"
      role="status"
      aria-busy="true"
      aria-label="Loading the flows"
    >
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-9 rounded-none" />
      ))}
    </div>
  );
}
