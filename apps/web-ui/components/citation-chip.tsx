'use client';
import type { Citation } from '@codexos/protocol/citation';
import Link from 'next/link';
import { fileHref, placeName } from '@/lib/file-href';
import { CitationPassage } from './citation-passage';
import { HoverCard, HoverCardContent, HoverCardTrigger } from './ui/hover-card';

interface CitationChipProps {
  /** As in the text, from 1. */
  number: number;
  /** Absent while the answer still streams. */
  citation: Citation | undefined;
  /** Text of the passage where it is known; read from the file otherwise. */
  text?: string | undefined;
  /** For citations that name no source of their own. */
  sourceId?: string | undefined;
}

const chipClasses =
  'mx-0.5 inline-flex h-4 min-w-4 items-center justify-center rounded-xs px-1 align-[1px] font-mono text-2xs leading-none font-medium no-underline tabular';

/** The number of a citation: hover previews the passage, a click opens the file at the lines. */
export function CitationChip({ number, citation, text, sourceId }: CitationChipProps) {
  const source = citation?.sourceId ?? sourceId;
  if (!citation || !source) {
    return <span className={`${chipClasses} bg-muted text-muted-foreground`}>{number}</span>;
  }
  return (
    <HoverCard openDelay={250} closeDelay={120}>
      <HoverCardTrigger asChild>
        <Link
          href={fileHref(source, citation)}
          aria-label={`Source ${number}: ${placeName(citation)}`}
          className={`${chipClasses} bg-primary/12 text-primary-text transition-colors duration-120 hover:bg-primary hover:text-primary-foreground`}
        >
          {number}
        </Link>
      </HoverCardTrigger>
      <HoverCardContent className="w-120 overflow-hidden">
        <CitationPassage citation={citation} text={text} sourceId={source} />
      </HoverCardContent>
    </HoverCard>
  );
}
