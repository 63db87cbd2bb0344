import type { Citation } from '@codexos/protocol/citation';
import type { ModelRequest } from '../ports/model-client.ts';
import { unionCitations } from './union-citations.ts';

/** What the markers of a request and of its answer count through. */
export function numberedCitations({
  citations,
  passages = [],
}: Pick<ModelRequest, 'citations' | 'passages'>): readonly Citation[] {
  return citations ?? unionCitations([passages.map((passage) => passage.citation)]);
}
