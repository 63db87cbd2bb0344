import { addBm25 } from './bm25.ts';
import { buildPostings } from './postings.ts';
import { topScores, type Scored } from './top-scores.ts';
import { createVocabulary } from './vocabulary.ts';

/** A baseline that knows nothing of code: lower-case words split on non-letters, whole chunks, k1 1.2, b 0.75. */
export interface PlainBm25 {
  search(query: string, limit: number): Scored[];
}

export function createPlainBm25(texts: Iterable<string>): PlainBm25 {
  const vocabulary = createVocabulary();
  const sequences = Array.from(texts, (text) =>
    Uint32Array.from(plainWords(text), (word) => vocabulary.intern(word)),
  );
  const postings = buildPostings(sequences, vocabulary.size);
  return {
    search(query, limit) {
      const terms = new Map<number, number>();
      for (const word of plainWords(query)) {
        const id = vocabulary.idOf(word);
        if (id !== undefined) terms.set(id, (terms.get(id) ?? 0) + 1);
      }
      const scores = new Float64Array(sequences.length);
      addBm25(scores, postings, terms);
      return topScores(scores, limit);
    },
  };
}

function plainWords(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
