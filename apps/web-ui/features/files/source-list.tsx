'use client';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Icon } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatBytes, formatCount } from '@/lib/format';

/** Every source whose files can be read here. */
export function SourceList() {
  const { data, error } = useApiQuery(listKnowledgeBases, {});
  const sources = data?.items.flatMap((base) =>
    base.sources.map((source) => ({ ...source, baseName: base.name })),
  );
  return (
    <PageFrame breadcrumb={[{ label: 'Files' }]}>
      <div className="mx-auto w-full max-w-240 p-6 max-[599px]:p-4">
        {error && !data ? <ErrorNotice error={error} /> : null}
        {sources?.length === 0 ? (
          <EmptyState
            icon="folder-tree"
            title="No files yet"
            action={
              <Button asChild variant="primary">
                <Link href="/knowledge">Go to knowledge</Link>
              </Button>
            }
          >
            Files of every source of a knowledge base can be read here, at the lines that answers cite. Add a
            source first.
          </EmptyState>
        ) : null}
        <ul className="flex flex-col gap-2" aria-label="Sources">
          {sources?.map(({ id, name, kind, location, baseName, lastIngest }) => (
            <li key={id}>
              <Link
                href={`/files/${id}`}
                className="flex items-center gap-3.5 rounded-md border bg-card px-4 py-3 transition-colors duration-120 hover:border-input hover:bg-accent"
              >
                <Icon name={kind === 'git' ? 'folder-git-2' : 'folder'} className="text-kind-retrieval" />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-base font-medium">{name}</span>
                  <span className="block truncate font-mono text-xs text-muted-foreground">{location}</span>
                </span>
                <span className="flex shrink-0 gap-5 text-xs text-muted-foreground tabular max-[599px]:hidden">
                  {baseName === name ? null : <span>{baseName}</span>}
                  {lastIngest ? (
                    <>
                      <span>{formatCount(lastIngest.fileCount, 'file')}</span>
                      <span className="w-16 text-right">{formatBytes(lastIngest.byteCount)}</span>
                    </>
                  ) : (
                    <span>not read yet</span>
                  )}
                </span>
              </Link>
            </li>
          ))}
          {data || error
            ? null
            : [0, 1, 2].map((index) => (
                <li key={index}>
                  <Skeleton className="h-16 rounded-md" />
                </li>
              ))}
        </ul>
      </div>
    </PageFrame>
  );
}
