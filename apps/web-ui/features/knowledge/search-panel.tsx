'use client';
import { searchKnowledge } from '@codexos/protocol/contracts/knowledge.contract';
import type { KnowledgeBase, SearchResult } from '@codexos/protocol/knowledge';
import { keepPreviousData } from '@tanstack/react-query';
import { SearchIcon } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { CodeSnippet } from '@/components/code/code-snippet';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiQuery } from '@/lib/api/use-api-query';
import { fileHref } from '@/lib/file-href';
import { formatCount, formatDuration } from '@/lib/format';
import { useDebounced } from '@/lib/use-debounced';

const PREVIEW_LINES = 8;

/** Search as agents do it: the best chunks for a question, with their place and score. */
export function SearchPanel({ base }: { base: KnowledgeBase }) {
  const [text, setText] = useState('');
  const query = useDebounced(text.trim(), 200);
  const { data, error, isFetching } = useApiQuery(
    searchKnowledge,
    { params: { knowledgeBaseId: base.id }, query: { query, topK: 20 } },
    { enabled: query !== '', placeholderData: keepPreviousData },
  );
  const shown = query === '' ? undefined : data;
  return (
    <div className="flex flex-col gap-4">
      <div className="relative">
        <SearchIcon
          className="pointer-events-none absolute top-3 left-3 size-4 text-muted-foreground"
          aria-hidden
        />
        <Input
          type="search"
          autoFocus
          aria-label={`Search ${base.name}`}
          placeholder="A question in words, a name, or an error message"
          className="h-10 pl-9.5 text-base"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <p className="-mt-1 min-h-4 text-xs text-muted-foreground tabular" role="status">
        {shown
          ? `${formatCount(shown.results.length, 'result')} in ${formatDuration(shown.durationMs)}, from ${formatCount(base.chunkCount, 'chunk')}`
          : ''}
      </p>
      {error ? <ErrorNotice error={error} /> : null}
      {query === '' ? (
        <EmptyState icon="text-search" title="Find what an agent would find" className="py-8">
          This is the same search that agents and flows use. Ask in words or name a symbol, and see which
          lines come first.
        </EmptyState>
      ) : null}
      {query !== '' && !data && isFetching ? <ResultsSkeleton /> : null}
      {shown?.results.length === 0 ? (
        <EmptyState icon="search-code" title="Nothing matches" className="py-8">
          None of these words stand in the sources. Try a name from the code, or fewer words.
        </EmptyState>
      ) : null}
      <ol className="flex flex-col gap-3" aria-label="Results">
        {shown?.results.map((result, index) => (
          <ResultItem
            key={`${result.sourceId}${result.path}${result.startLine}`}
            result={result}
            rank={index + 1}
          />
        ))}
      </ol>
    </div>
  );
}

function ResultItem({ result, rank }: { result: SearchResult; rank: number }) {
  const { path, startLine, endLine, symbol, score, text, language, sourceId } = result;
  const slash = path.lastIndexOf('/') + 1;
  const hidden = text.replace(/\n$/, '').split('\n').length - PREVIEW_LINES;
  return (
    <li className="overflow-hidden rounded-md border bg-card">
      <div className="flex h-9 items-center gap-3 border-b px-3">
        <span className="w-4 font-mono text-2xs text-muted-foreground tabular">{rank}</span>
        <Link
          href={fileHref(sourceId, result)}
          className="flex min-w-0 items-baseline font-mono text-xs hover:text-primary-text hover:underline"
        >
          <span className="truncate text-muted-foreground">{path.slice(0, slash)}</span>
          <span className="shrink-0 font-medium">{path.slice(slash)}</span>
          <span className="shrink-0 text-muted-foreground tabular">
            :{startLine}–{endLine}
          </span>
        </Link>
        <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted-foreground">{symbol}</span>
        <span
          className="shrink-0 font-mono text-2xs text-muted-foreground tabular"
          title="Higher is better; comparable within this list only"
        >
          score {score.toFixed(2)}
        </span>
      </div>
      <CodeSnippet
        code={text}
        language={language}
        startLine={startLine}
        maxLines={PREVIEW_LINES}
        className="px-3 py-2"
      />
      {hidden > 0 ? (
        <p className="px-3 pb-2 text-2xs text-muted-foreground">
          {formatCount(hidden, 'more line')} in this chunk
        </p>
      ) : null}
    </li>
  );
}

function ResultsSkeleton() {
  return (
    <div className="flex flex-col gap-3" aria-busy="true">
      <Skeleton className="h-40 rounded-md" />
      <Skeleton className="h-40 rounded-md" />
    </div>
  );
}
