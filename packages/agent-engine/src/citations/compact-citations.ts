import type { Citation } from '@codexos/protocol/citation';
import { createMarkerMapper } from './map-markers.ts';

/**
 * Renumbers the markers of a streamed answer by first use, so that the citations that come with it are exactly
 * those it uses, in the order of their markers. Numbers that point at nothing are left out.
 */
export function createCitationCompactor(known: readonly Citation[]): {
  push(text: string): string;
  flush(): string;
  citations(): Citation[];
} {
  const used: Citation[] = [];
  const numbers = new Map<number, number>();
  const mapper = createMarkerMapper((number) => {
    const citation = known[number - 1];
    if (!citation) return null;
    const mapped = numbers.get(number);
    if (mapped !== undefined) return mapped;
    used.push(citation);
    numbers.set(number, used.length);
    return used.length;
  });
  return { push: mapper.push, flush: mapper.flush, citations: () => used };
}
