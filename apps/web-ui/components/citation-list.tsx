'use client';
import type { Citation } from '@codexos/protocol/citation';
import Link from 'next/link';
import { fileHref, placeName } from '@/lib/file-href';

/** The sources of an answer, by their numbers. */
export function CitationList({
  citations,
  sourceId,
}: {
  citations: readonly Citation[];
  /** For citations that name no source of their own. */
  sourceId?: string | undefined;
}) {
  if (citations.length === 0) return null;
  return (
    <ol aria-label="Sources" className="flex flex-col gap-0.5 text-xs">
      {citations.map((citation, index) => {
        const source = citation.sourceId ?? sourceId;
        const href = source ? fileHref(source, citation) : undefined;
        const label = placeName(citation);
        return (
          <li key={`${label}-${index}`} className="flex items-baseline gap-2">
            <span className="w-5 shrink-0 text-right font-mono text-2xs text-muted-foreground">
              {index + 1}
            </span>
            {href ? (
              <Link
                href={href}
                prefetch={false}
                className="truncate font-mono text-2xs hover:text-primary-text hover:underline"
                title={label}
              >
                {label}
              </Link>
            ) : (
              <span className="truncate font-mono text-2xs">{label}</span>
            )}
            {citation.symbol ? (
              <span className="truncate text-2xs text-muted-foreground">{citation.symbol}</span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
