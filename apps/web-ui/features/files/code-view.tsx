'use client';
import '@/components/code/code-colors.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { CodeLine } from '@/components/code/code-line';
import { useHighlightedLines } from '@/components/code/use-highlighted-lines';
import { cn } from '@/lib/utils';

export interface LineSpan {
  startLine: number;
  endLine: number;
}

interface CodeViewProps {
  text: string;
  language: string;
  label: string;
  /** Drawn with a band and scrolled into view. */
  lines: LineSpan | undefined;
  onSelect: (lines: LineSpan) => void;
}

const LINE_PX = 20;
/** Up to this many lines all are drawn, so that the browser's own search finds them. */
const DRAWN_WHOLE = 1_500;

/** A file with line numbers; a click on a number marks the line, with Shift up to it. */
export function CodeView({ text, language, label, lines, onSelect }: CodeViewProps) {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const tokens = useHighlightedLines(text, language);
  const width = useMemo(() => Math.max(...text.split('\n').map((line) => line.length)), [text]);
  const rows = useVirtualizer({
    count: tokens.length,
    getScrollElement: () => scrollerRef.current,
    estimateSize: () => LINE_PX,
    overscan: tokens.length <= DRAWN_WHOLE ? tokens.length : 40,
    paddingStart: 8,
    paddingEnd: 40,
  });
  const firstLine = lines?.startLine;
  useEffect(() => {
    if (firstLine !== undefined) rows.scrollToIndex(firstLine - 1, { align: 'center' });
    // Only a new place scrolls; marking other lines by hand must not.
  }, [text]);
  const gutter = `${String(tokens.length).length + 2}ch`;
  const select = (line: number, isExtending: boolean) => {
    if (!isExtending || !lines) return onSelect({ startLine: line, endLine: line });
    return onSelect({ startLine: Math.min(lines.startLine, line), endLine: Math.max(lines.startLine, line) });
  };
  return (
    <div
      ref={scrollerRef}
      tabIndex={0}
      role="region"
      aria-label={label}
      className="h-full overflow-auto font-mono text-xs leading-5 outline-offset-[-2px]"
    >
      <div
        className="relative w-full"
        style={{ height: rows.getTotalSize(), minWidth: `calc(${gutter} + ${width + 4}ch)` }}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = index + 1;
          const isMarked = lines !== undefined && line >= lines.startLine && line <= lines.endLine;
          return (
            <div
              key={index}
              data-line={line}
              data-marked={isMarked || undefined}
              className={cn(
                'absolute inset-x-0 flex h-5 border-l-2 border-transparent',
                isMarked && 'border-primary bg-primary/10',
              )}
              style={{ top: start }}
            >
              <button
                type="button"
                tabIndex={-1}
                aria-label={`Mark line ${line}`}
                onClick={(event) => select(line, event.shiftKey)}
                className={cn(
                  'sticky left-0 shrink-0 bg-background pr-3 text-right text-muted-foreground select-none hover:text-foreground',
                  isMarked && 'bg-[color-mix(in_oklch,var(--primary)_10%,var(--background))] text-foreground',
                )}
                style={{ width: gutter }}
              >
                {line}
              </button>
              <code className="pr-8 whitespace-pre">
                <CodeLine tokens={tokens[index] ?? []} />
              </code>
            </div>
          );
        })}
      </div>
    </div>
  );
}
