'use client';
import type { Citation } from '@codexos/protocol/citation';
import { createContext, memo, useContext, useMemo, type ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { cn } from '@/lib/utils';
import { CitationChip } from './citation-chip';
import { citationMarkers } from './citation-markers';
import { CodeBlock } from './code-block';
import { markdownBlocks } from './markdown-blocks';

export interface CitedSources {
  /** In the order of their numbers. */
  citations: readonly Citation[];
  /** Text of the passage at hand, by citation. */
  textOf?: ((citation: Citation) => string | undefined) | undefined;
  /** For citations that name no source of their own. */
  sourceId?: string | undefined;
}

const NO_SOURCES: CitedSources = { citations: [] };
const Sources = createContext<CitedSources>(NO_SOURCES);

export interface MarkdownProps {
  text: string;
  /** Turns `[1]` into chips; without it they stay text. */
  sources?: CitedSources | undefined;
  className?: string;
}

/** Markdown as a reader sees it. Text that grows only parses its last block again; raw HTML is never rendered. */
export function MarkdownView({ text, sources, className }: MarkdownProps) {
  const blocks = useMemo(() => markdownBlocks(text), [text]);
  return (
    <Sources value={sources ?? NO_SOURCES}>
      <div
        data-slot="markdown"
        className={cn('min-w-0 break-words [&>*:first-child]:mt-0 [&>*:last-child]:mb-0', className)}
      >
        {blocks.map((block, index) => (
          <Block key={index} text={block} hasCitations={sources !== undefined} />
        ))}
      </div>
    </Sources>
  );
}

const REMARK = [remarkGfm];
const WITH_CITATIONS = [citationMarkers];
const NO_PLUGINS: [] = [];

const Block = memo(function Block({ text, hasCitations }: { text: string; hasCitations: boolean }) {
  return (
    <ReactMarkdown
      remarkPlugins={REMARK}
      rehypePlugins={hasCitations ? WITH_CITATIONS : NO_PLUGINS}
      components={COMPONENTS}
    >
      {text}
    </ReactMarkdown>
  );
});

const COMPONENTS: Components = {
  h1: ({ children }) => <h2 className="mt-6 mb-2 text-lg font-semibold tracking-tight">{children}</h2>,
  h2: ({ children }) => <h3 className="mt-5 mb-2 text-md font-semibold tracking-tight">{children}</h3>,
  h3: ({ children }) => <h4 className="mt-4 mb-1.5 font-semibold">{children}</h4>,
  h4: ({ children }) => <h5 className="mt-4 mb-1.5 font-medium">{children}</h5>,
  p: ({ children }) => <p className="my-3">{children}</p>,
  ul: ({ children }) => (
    <ul className="my-3 list-disc space-y-1 pl-5 marker:text-muted-foreground">{children}</ul>
  ),
  ol: ({ children, start }) => (
    <ol start={start} className="my-3 list-decimal space-y-1 pl-6 marker:text-muted-foreground">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="my-3 border-l-2 pl-3 text-muted-foreground">{children}</blockquote>
  ),
  hr: () => <hr className="my-5" />,
  a: ({ href, children }) => (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-primary-text underline underline-offset-2"
    >
      {children}
    </a>
  ),
  // A picture from elsewhere would tell that server what is read here.
  img: ({ alt, src }) => (
    <span className="text-muted-foreground">[{alt || (typeof src === 'string' ? src : 'picture')}]</span>
  ),
  table: ({ children }) => (
    <div tabIndex={0} className="my-3 overflow-x-auto rounded-md border">
      <table className="w-full border-collapse text-sm">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th style={style} className="border-b bg-muted/40 px-3 py-1.5 text-left font-medium">
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td style={style} className="border-t px-3 py-1.5 align-top">
      {children}
    </td>
  ),
  pre: ({ children }) => <>{children}</>,
  code: Code,
  sup: CitationMark,
};

function Code({ className, children }: ComponentProps<'code'>) {
  const text = typeof children === 'string' ? children : '';
  const language = /language-(\S+)/.exec(className ?? '')?.[1];
  if (language !== undefined || text.includes('\n')) {
    return <CodeBlock code={text.replace(/\n$/, '')} language={language ?? ''} />;
  }
  return <code className="rounded-xs bg-muted px-1 py-px font-mono text-[0.88em]">{children}</code>;
}

function CitationMark({ children, ...props }: ComponentProps<'sup'> & { 'data-citation'?: string }) {
  const { citations, textOf, sourceId } = useContext(Sources);
  const number = Number(props['data-citation']);
  if (!Number.isInteger(number) || number < 1) return <sup>{children}</sup>;
  const citation = citations[number - 1];
  return (
    <CitationChip
      number={number}
      citation={citation}
      text={citation ? textOf?.(citation) : undefined}
      sourceId={sourceId}
    />
  );
}
