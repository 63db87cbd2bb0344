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
  className?: string;
}

/** A few lines of code, scrolled sideways, never wrapped. */
export function CodeSnippet({ code, language, startLine, maxLines, className }: CodeSnippetProps) {
  const all = useHighlightedLines(code.replace(/\n$/, ''), language);
  const lines = maxLines === undefined ? all : all.slice(0, maxLines);
  const width = startLine === undefined ? 0 : String(startLine + lines.length - 1).length;
  return (
    <pre
      tabIndex={0}
      data-slot="code-snippet"
      className={cn('overflow-x-auto font-mono text-xs leading-[1.6] outline-offset-[-2px]', className)}
    >
      <code>
        {lines.map((tokens, index) => (
          <span key={index} className="block min-h-[1.6em] whitespace-pre">
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
