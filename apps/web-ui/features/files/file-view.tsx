'use client';
import { getSourceFile, type FileContent } from '@codexos/protocol/contracts/files.contract';
import { HistoryIcon, ScissorsIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Markdown } from '@/components/markdown';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatBytes } from '@/lib/format';
import { CodeView, type LineSpan } from './code-view';
import { FileHeader } from './file-header';

interface FileViewProps {
  sourceId: string;
  path: string;
  blobHash: string | undefined;
  lines: LineSpan | undefined;
  onSelect: (lines: LineSpan) => void;
  /** Leaves the cited content for today's file. */
  onShowCurrent: () => void;
}

/** One file: as it was cited where an address says so, else as it is. */
export function FileView({ sourceId, path, blobHash, lines, onSelect, onShowCurrent }: FileViewProps) {
  const { data: file, error } = useApiQuery(getSourceFile, {
    params: { sourceId },
    query: { path, ...(blobHash ? { blobHash } : {}) },
  });
  const isMarkdown = file?.language === 'markdown';
  // A citation points at lines, so it opens the source; a document that was chosen opens to be read.
  const [isRendered, setRendered] = useState(lines === undefined);
  const shows = isMarkdown && isRendered ? 'text' : 'source';
  return (
    <div className="flex h-full min-h-0 flex-col">
      <FileHeader
        path={path}
        file={file}
        lines={shows === 'source' ? lines : undefined}
        view={isMarkdown ? shows : undefined}
        onView={(view) => setRendered(view === 'text')}
      />
      {file && !file.isCurrent ? (
        <Notice
          icon={<HistoryIcon aria-hidden />}
          action={
            <Button size="sm" onClick={onShowCurrent}>
              Show the current file
            </Button>
          }
        >
          The file has changed since it was read. This is the version that was cited.
        </Notice>
      ) : null}
      {file?.isTruncated ? (
        <Notice icon={<ScissorsIcon aria-hidden />}>
          This file is large ({formatBytes(file.byteCount)}). Its beginning is shown.
        </Notice>
      ) : null}
      {error ? <ErrorNotice error={error} className="m-4" /> : null}
      {file ? (
        <Body file={file} shows={shows} lines={lines} onSelect={onSelect} />
      ) : error ? null : (
        <FileSkeleton />
      )}
    </div>
  );
}

interface BodyProps {
  file: FileContent;
  shows: 'text' | 'source';
  lines: LineSpan | undefined;
  onSelect: (lines: LineSpan) => void;
}

function Body({ file, shows, lines, onSelect }: BodyProps) {
  if (shows === 'text') {
    return (
      <div
        tabIndex={0}
        role="region"
        aria-label={file.path}
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <Markdown text={file.text} className="mx-auto max-w-[80ch] px-6 py-6 text-base leading-[1.6]" />
      </div>
    );
  }
  return (
    <div className="min-h-0 flex-1">
      <CodeView
        key={`${file.path} ${file.blobHash}`}
        text={file.text}
        language={file.language}
        label={file.path}
        lines={lines}
        onSelect={onSelect}
      />
    </div>
  );
}

function Notice({ icon, children, action }: { icon: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div
      role="status"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b bg-warn/8 px-4 py-1.5 text-sm [&>svg]:size-4 [&>svg]:text-warn"
    >
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </div>
  );
}

function FileSkeleton() {
  return (
    <div className="flex flex-col gap-2.5 p-5" role="status" aria-busy="true" aria-label="Opening the file">
      {[30, 55, 48, 62, 20, 44, 58, 36].map((width) => (
        <Skeleton key={width} className="h-3" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
