'use client';
import './code-colors.css';
import { cn } from '@/lib/utils';
import { CodeLine } from './code-line';
import { useHighlightedLines } from './use-highlighted-lines';

interface CodeSnippetProps {
  code: string;
  language: string;
  /** Number of the first line; no numbers are shown when absent. */
  startLine?: number | undefined;
  /** Shows at most this many lines. */
  maxLines?: number | undefined;
  /** Breaks long lines instead of scrolling, where the keyboard cannot come to scroll. */
  wraps?: boolean;
  className?: string;
}

/** A few lines of code, scrolled sideways unless they wrap. */
export function CodeSnippet({
  code,
  language,
  startLine,
  maxLines,
  wraps = false,
  className,
}: CodeSnippetProps) {
  const all = useHighlightedLines(code.replace(/\n$/, ''), language);
  const lines = maxLines === undefined ? all : all.slice(0, maxLines);
  const width = startLine === undefined ? 0 : String(startLine + lines.length - 1).length;
  return (
    <pre
      tabIndex={wraps ? undefined : 0}
      data-slot="code-snippet"
      className={cn(
        'font-mono text-xs leading-[1.6] outline-offset-[-2px]',
        wraps ? 'overflow-hidden' : 'overflow-x-auto',
        className,
      )}
    >
      <code>
        {lines.map((tokens, index) => (
          <span
            key={index}
            className={cn(
              'block min-h-[1.6em]',
              wraps ? 'break-words whitespace-pre-wrap' : 'whitespace-pre',
            )}
          >
            {startLine === undefined ? null : (
              <span
                aria-hidden
                className="mr-3 inline-block text-right text-muted-foreground select-none"
                style={{ width: `${width}ch` }}
              >
                {startLine + index}
              </span>
            )}
            <CodeLine tokens={tokens} />
          </span>
        ))}
      </code>
    </pre>
  );
}
