import type { Citation } from '@codexos/protocol/citation';
import { mapMarkers } from './map-markers.ts';
import { citationKey, unionCitations } from './union-citations.ts';

export interface CitedText {
  text: string;
  citations: readonly Citation[];
}

/** Texts whose markers each count through their own citations, renumbered to count through one common list. */
export function joinCitedTexts(parts: readonly CitedText[]): { texts: string[]; citations: Citation[] } {
  const citations = unionCitations(parts.map((part) => part.citations));
  const numbers = new Map(citations.map((citation, index) => [citationKey(citation), index + 1]));
  const texts = parts.map((part) =>
    part.citations.length === 0
      ? part.text
      : mapMarkers(part.text, (number) => {
          const citation = part.citations[number - 1];
          return citation ? (numbers.get(citationKey(citation)) ?? number) : number;
        }),
  );
  return { texts, citations };
}
