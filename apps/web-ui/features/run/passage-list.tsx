'use client';
import { passageSchema, type Passage } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import { CitationChip } from '@/components/citation-chip';
import { placeName } from '@/lib/file-href';

/** Retrieved passages: where each stands and how it begins. */
export function PassageList({ passages }: { passages: readonly Passage[] }) {
  return (
    <ol className="flex flex-col gap-2">
      {passages.map(({ citation, text }, index) => (
        <li key={index} className="flex gap-1.5 text-xs">
          <span>
            <CitationChip citation={citation} number={index + 1} text={text} />
          </span>
          <span className="min-w-0">
            <span className="block truncate font-mono text-2xs">{placeName(citation)}</span>
            <span className="line-clamp-2 break-words text-muted-foreground">{text}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The value as passages, when it is that. */
export function asPassages(value: JsonValue): Passage[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return passageSchema.array().safeParse(value).data;
}
