'use client';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import { listTools } from '@codexos/protocol/contracts/tools.contract';
import { FileInputIcon, PlusIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useActions } from '@/lib/actions/use-actions';
import { useApiQuery } from '@/lib/api/use-api-query';
import { BuiltinToolRow, ToolRow } from './tool-row';

const ImportToolsDialog = dynamic(
  () => import('./import-tools-dialog').then((module) => module.ImportToolsDialog),
  { ssr: false },
);

/** Every tool that flows and agents can call: those of the workspace, and those that ship with the app. */
export function ToolListPage() {
  const { data, error } = useApiQuery(listTools, {});
  const { data: catalogue } = useApiQuery(getCatalogue, {});
  const [isImporting, setImporting] = useState(false);
  const router = useRouter();
  useActions(
    useMemo(
      () => [
        {
          id: 'tool.new',
          label: 'New tool',
          group: 'Tools',
          icon: 'plus',
          run: () => router.push('/tools/new'),
        },
        {
          id: 'tool.import',
          label: 'Import tools from OpenAPI or a file',
          group: 'Tools',
          icon: 'upload',
          run: () => setImporting(true),
        },
      ],
      [router],
    ),
  );
  const own = new Set(data?.items.map(({ name }) => name));
  const builtin = data ? catalogue?.tools.filter(({ name }) => !own.has(name)) : undefined;
  return (
    <PageFrame
      breadcrumb={[{ label: 'Tools' }]}
      actions={
        <Button variant="quiet" onClick={() => setImporting(true)}>
          <FileInputIcon aria-hidden />
          <span className="max-[599px]:sr-only">Import</span>
        </Button>
      }
      primary={
        <Button asChild variant="primary">
          <Link href="/tools/new">
            <PlusIcon aria-hidden />
            <span className="max-[599px]:sr-only">New tool</span>
          </Link>
        </Button>
      }
    >
      <div className="mx-auto flex w-full max-w-240 flex-col gap-6 p-6 max-[599px]:p-4">
        {error && !data ? <ErrorNotice error={error} /> : null}
        {data?.items.length === 0 ? (
          <EmptyState
            icon="webhook"
            title="No tool of your own yet"
            className="py-10"
            action={
              <>
                <Button asChild variant="primary">
                  <Link href="/tools/new">
                    <PlusIcon aria-hidden /> New tool
                  </Link>
                </Button>
                <Button onClick={() => setImporting(true)}>Import from OpenAPI</Button>
              </>
            }
          >
            A tool is one request to a service, written down in a form instead of code. Flows and agents call
            it like those that ship with the app; the{' '}
            <Link href="/marketplace" className="text-primary-text underline underline-offset-4">
              marketplace
            </Link>{' '}
            has some to begin with.
          </EmptyState>
        ) : null}
        {data && data.items.length > 0 ? (
          <ul className="flex flex-col gap-2" aria-label="Tools of this workspace">
            {data.items.map((tool) => (
              <ToolRow key={tool.id} tool={tool} />
            ))}
          </ul>
        ) : null}
        {builtin ? (
          <section aria-labelledby="builtin-tools" className="flex flex-col gap-2">
            <h2 id="builtin-tools" className="section-label">
              Shipped with CodexOS
            </h2>
            <ul className="divide-y overflow-hidden rounded-md border bg-card">
              {builtin.map((tool) => (
                <BuiltinToolRow key={tool.name} tool={tool} />
              ))}
            </ul>
          </section>
        ) : error ? null : (
          <Skeleton className="h-60 rounded-md" />
        )}
      </div>
      {isImporting ? <ImportToolsDialog onClose={() => setImporting(false)} /> : null}
    </PageFrame>
  );
}
