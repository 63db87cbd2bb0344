'use client';
import type { FileContent } from '@codexos/protocol/contracts/files.contract';
import { Fragment } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { placeName } from '@/lib/file-href';
import { formatBytes, formatCount } from '@/lib/format';
import type { LineSpan } from './code-view';

interface FileHeaderProps {
  path: string;
  file: FileContent | undefined;
  lines: LineSpan | undefined;
  /** Which view of a document is open; absent for files with one view only. */
  view: 'text' | 'source' | undefined;
  onView: (view: 'text' | 'source') => void;
}

/** Path, facts, and the choice between text and source of a document. */
export function FileHeader({ path, file, lines, view, onView }: FileHeaderProps) {
  const parts = path.split('/');
  return (
    <div className="flex h-10 shrink-0 items-center gap-3 border-b px-4">
      <nav aria-label="Path" className="flex min-w-0 flex-1 items-center gap-1 font-mono text-xs">
        {parts.map((part, index) => (
          <Fragment key={index}>
            {index > 0 ? (
              <span aria-hidden className="text-muted-foreground/60 max-[599px]:hidden">
                /
              </span>
            ) : null}
            <span
              className={
                index === parts.length - 1
                  ? 'truncate font-medium'
                  : 'truncate text-muted-foreground max-[599px]:hidden'
              }
            >
              {part}
            </span>
          </Fragment>
        ))}
        {lines ? (
          <span className="shrink-0 text-muted-foreground tabular">
            :{lines.startLine === lines.endLine ? lines.startLine : `${lines.startLine}–${lines.endLine}`}
          </span>
        ) : null}
        <CopyButton
          text={placeName({ path, ...lines }).replace('–', '-')}
          label="Copy the path"
          className="shrink-0"
        />
      </nav>
      {file ? (
        <span className="shrink-0 text-xs text-muted-foreground tabular max-[899px]:hidden">
          {file.language} · {formatCount(file.lineCount, 'line')} · {formatBytes(file.byteCount)}
        </span>
      ) : null}
      {view ? (
        <div role="group" aria-label="View" className="flex shrink-0 rounded-md bg-muted p-0.5">
          {(['text', 'source'] as const).map((option) => (
            <Button
              key={option}
              size="sm"
              variant="ghost"
              aria-pressed={view === option}
              className="h-6 aria-pressed:bg-card"
              onClick={() => onView(option)}
            >
              {option === 'text' ? 'Text' : 'Source'}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
