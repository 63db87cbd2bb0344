'use client';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { DatabaseIcon, PlusIcon } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { CreateBaseDialog } from './create-base-dialog';
import { isIngestActive } from './progress-words';

/** Every knowledge base, and the way to a new one. */
export function KnowledgeList() {
  const { data, error } = useApiQuery(listKnowledgeBases, {});
  const [isCreating, setCreating] = useState(false);
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <PlusIcon aria-hidden />
      <span className="max-[599px]:sr-only">New knowledge base</span>
    </Button>
  );
  return (
    <PageFrame breadcrumb={[{ label: 'Knowledge' }]} primary={create}>
      <div className="mx-auto w-full max-w-240 p-6 max-[599px]:p-4">
        {error && !data ? <ErrorNotice error={error} /> : null}
        {data?.items.length === 0 ? (
          <EmptyState
            icon="database"
            title="No knowledge base yet"
            action={
              <Button variant="primary" onClick={() => setCreating(true)}>
                <PlusIcon aria-hidden /> New knowledge base
              </Button>
            }
          >
            A knowledge base reads folders and git repositories on this machine. Agents and flows then answer
            from it and name file and line.
          </EmptyState>
        ) : null}
        <ul className="flex flex-col gap-2" aria-label="Knowledge bases">
          {data?.items.map((base) => (
            <BaseRow key={base.id} base={base} />
          ))}
          {data || error ? null : <RowsSkeleton />}
        </ul>
      </div>
      <CreateBaseDialog isOpen={isCreating} onOpenChange={setCreating} />
    </PageFrame>
  );
}

function BaseRow({ base }: { base: KnowledgeBase }) {
  const { id, name, description, sources, fileCount, chunkCount, updatedAt } = base;
  const isReading = sources.some(({ progress }) => isIngestActive(progress?.phase));
  return (
    <li>
      <Link
        href={`/knowledge/${id}`}
        className="flex items-center gap-3.5 rounded-md border bg-card px-4 py-3 transition-colors duration-120 hover:border-input hover:bg-accent"
      >
        <span className="flex size-8 shrink-0 items-center justify-center rounded-sm bg-kind-retrieval/12 text-kind-retrieval">
          <DatabaseIcon className="size-4" aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate text-base font-medium">{name}</span>
            {isReading ? <Badge variant="run">reading</Badge> : null}
          </span>
          <span className="block truncate text-xs text-muted-foreground">
            {description || sources.map(({ location }) => location).join(', ') || 'No sources yet'}
          </span>
        </span>
        <span className="flex shrink-0 gap-5 text-xs text-muted-foreground tabular max-[599px]:hidden">
          <span>{formatCount(sources.length, 'source')}</span>
          <span className="w-20 text-right">{formatCount(fileCount, 'file')}</span>
          <span className="w-24 text-right">{formatCount(chunkCount, 'chunk')}</span>
          <RelativeTime at={updatedAt} className="w-20 text-right" />
        </span>
      </Link>
    </li>
  );
}

function RowsSkeleton() {
  return [0, 1, 2].map((index) => (
    <li key={index}>
      <Skeleton className="h-16 rounded-md" />
    </li>
  ));
}
