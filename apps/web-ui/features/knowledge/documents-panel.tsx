'use client';
import { listDocuments } from '@codexos/protocol/contracts/knowledge.contract';
import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { callApi } from '@/lib/api/call-api';
import { queryKey } from '@/lib/api/query-key';
import { fileHref } from '@/lib/file-href';
import { formatBytes, formatCount } from '@/lib/format';
import { useDebounced } from '@/lib/use-debounced';

const ROW_PX = 32;

/** Every file that was read, by path; rows are drawn only where they are seen. */
export function DocumentsPanel({ base }: { base: KnowledgeBase }) {
  const [chosen, setSource] = useState<string>();
  const [text, setText] = useState('');
  const search = useDebounced(text.trim(), 200);
  const source = base.sources.find(({ id }) => id === chosen) ?? base.sources[0];
  if (!source) {
    return (
      <EmptyState icon="files" title="Nothing has been read yet">
        Documents appear here once the knowledge base has a source.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-2">
        <Input
          type="search"
          aria-label="Search documents"
          placeholder="Part of a path"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {base.sources.length > 1 ? (
          <Select value={source.id} onValueChange={setSource}>
            <SelectTrigger aria-label="Source" className="w-56 shrink-0">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {base.sources.map(({ id, name }) => (
                <SelectItem key={id} value={id}>
                  {name}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        ) : null}
      </div>
      <DocumentRows
        key={`${source.id} ${search}`}
        knowledgeBaseId={base.id}
        sourceId={source.id}
        search={search}
      />
    </div>
  );
}

interface DocumentRowsProps {
  knowledgeBaseId: string;
  sourceId: string;
  search: string;
}

function DocumentRows({ knowledgeBaseId, sourceId, search }: DocumentRowsProps) {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useDocuments({
    knowledgeBaseId,
    sourceId,
    search,
  });
  const documents = data?.pages.flatMap(({ items }) => items) ?? [];
  const rows = useVirtualizer({
    count: documents.length,
    getScrollElement: () => scrollerRef.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const lastShown = rows.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= documents.length - 30) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, lastShown, documents.length, fetchNextPage]);
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Skeleton className="h-80 rounded-md" aria-busy="true" />;
  if (documents.length === 0) {
    return (
      <EmptyState
        icon="file-search"
        title={search ? 'No path holds this' : 'Nothing has been read yet'}
        className="py-8"
      >
        {search ? 'Search by any part of a path, such as a folder or an ending.' : 'Read the source first.'}
      </EmptyState>
    );
  }
  return (
    <div className="overflow-hidden rounded-md border bg-card">
      <div
        ref={scrollerRef}
        tabIndex={0}
        role="region"
        aria-label="Documents"
        className="h-[min(36rem,60dvh)] overflow-y-auto outline-offset-[-2px]"
      >
        <ul className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const document = documents[index];
            if (!document) return null;
            return (
              <li key={document.path} className="absolute inset-x-0 h-8" style={{ top: start }}>
                <Link
                  href={fileHref(sourceId, { path: document.path })}
                  className="flex h-full items-center gap-4 px-3 text-xs outline-offset-[-2px] hover:bg-accent"
                >
                  <span className="min-w-0 flex-1 truncate font-mono">{document.path}</span>
                  <span className="w-24 shrink-0 text-muted-foreground max-[599px]:hidden">
                    {document.language}
                  </span>
                  <span className="w-20 shrink-0 text-right text-muted-foreground tabular max-[599px]:hidden">
                    {formatCount(document.chunkCount, 'chunk')}
                  </span>
                  <span className="w-16 shrink-0 text-right text-muted-foreground tabular">
                    {formatBytes(document.byteCount)}
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

function useDocuments({ knowledgeBaseId, sourceId, search }: DocumentRowsProps) {
  const request = {
    params: { knowledgeBaseId, sourceId },
    query: { limit: 200, ...(search ? { search } : {}) },
  };
  return useInfiniteQuery({
    queryKey: [...queryKey(listDocuments, request), 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listDocuments,
        { ...request, query: { ...request.query, ...(pageParam ? { cursor: pageParam } : {}) } },
        signal,
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
}
