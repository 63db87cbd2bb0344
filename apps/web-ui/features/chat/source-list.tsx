'use client';
import type { Citation } from '@codexos/protocol/citation';
import Link from 'next/link';
import { useState } from 'react';
import { fileHref, placeName } from '@/lib/file-href';

interface SourceListProps {
  citations: readonly Citation[];
  sourceId: string | undefined;
}

const SHOWN = 4;

/** The places an answer rests on, by the numbers in its text. */
export function SourceList({ citations, sourceId }: SourceListProps) {
  const [isWhole, setWhole] = useState(false);
  if (citations.length === 0) return null;
  const shown = isWhole ? citations : citations.slice(0, SHOWN);
  return (
    <section aria-label="Sources" className="flex flex-wrap items-center gap-1.5">
      {shown.map((citation, index) => (
        <SourceLink key={index} number={index + 1} citation={citation} sourceId={sourceId} />
      ))}
      {citations.length > shown.length ? (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="h-6 rounded-sm px-1.5 text-xs text-muted-foreground hover:bg-accent hover:text-foreground"
        >
          {citations.length - shown.length} more
        </button>
      ) : null}
    </section>
  );
}

function SourceLink({
  number,
  citation,
  sourceId,
}: {
  number: number;
  citation: Citation;
  sourceId: string | undefined;
}) {
  const source = citation.sourceId ?? sourceId;
  const classes =
    'inline-flex h-6 max-w-72 items-center gap-1.5 rounded-sm border bg-card px-1.5 font-mono text-2xs';
  const content = (
    <>
      <span className="text-muted-foreground tabular">{number}</span>
      <span className="truncate [direction:rtl]">
        <bdi>{placeName(citation)}</bdi>
      </span>
    </>
  );
  if (!source) return <span className={classes}>{content}</span>;
  return (
    <Link
      href={fileHref(source, citation)}
      title={placeName(citation)}
      className={`${classes} hover:bg-accent`}
    >
      {content}
    </Link>
  );
}
