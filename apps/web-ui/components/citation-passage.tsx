'use client';
import type { Citation } from '@codexos/protocol/citation';
import { getSourceFile } from '@codexos/protocol/contracts/files.contract';
import { FileTextIcon } from 'lucide-react';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { languageOfPath } from '@/lib/language-of-path';
import { CodeSnippet } from './code/code-snippet';
import { ErrorNotice } from './ui/error-notice';
import { Skeleton } from './ui/skeleton';

const SHOWN_LINES = 14;

interface CitationPassageProps {
  citation: Citation;
  text: string | undefined;
  sourceId: string;
}

/** The cited lines, from the passage where it is at hand, else from the file as it was read. */
export function CitationPassage({ citation, text, sourceId }: CitationPassageProps) {
  const { path, startLine, endLine, symbol, blobHash } = citation;
  const { data, error } = useApiQuery(
    getSourceFile,
    { params: { sourceId }, query: { path, blobHash } },
    { enabled: text === undefined, staleTime: Infinity },
  );
  const code =
    text ??
    data?.text
      .split('\n')
      .slice(startLine - 1, endLine)
      .join('\n');
  const lineCount = endLine - startLine + 1;
  return (
    <div data-slot="citation-passage">
      <div className="flex items-center gap-2 border-b px-3 py-2">
        <FileTextIcon className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={path}>
          {path}
        </span>
        <span className="shrink-0 font-mono text-2xs text-muted-foreground tabular">
          {startLine}–{endLine}
        </span>
      </div>
      {symbol ? <p className="px-3 pt-2 font-mono text-2xs text-muted-foreground">{symbol}</p> : null}
      {code === undefined && !error ? <PassageSkeleton /> : null}
      {error ? <ErrorNotice error={error} className="m-2" /> : null}
      {code === undefined ? null : (
        <CodeSnippet
          code={code}
          language={data?.language ?? languageOfPath(path)}
          startLine={startLine}
          maxLines={SHOWN_LINES}
          wraps
          className="px-3 py-2"
        />
      )}
      {lineCount > SHOWN_LINES ? (
        <p className="border-t px-3 py-1.5 text-2xs text-muted-foreground">
          {formatCount(lineCount - SHOWN_LINES, 'more line')} in the file
        </p>
      ) : null}
    </div>
  );
}

function PassageSkeleton() {
  return (
    <div className="flex flex-col gap-2 p-3" aria-busy="true">
      <Skeleton className="h-3 w-3/4" />
      <Skeleton className="h-3 w-1/2" />
      <Skeleton className="h-3 w-2/3" />
    </div>
  );
}
