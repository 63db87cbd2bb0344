/** Terms by number. Append-only, so that an index and its successor can share one. */
export interface Vocabulary {
  readonly size: number;
  idOf(term: string): number | undefined;
  intern(term: string): number;
  termOf(id: number): string;
  /** True for a term that stands for a whole identifier. */
  isWhole(id: number): boolean;
}

export function createVocabulary(initial: readonly string[] = []): Vocabulary {
  const terms: string[] = [...initial];
  const ids = new Map(terms.map((term, id) => [term, id]));
  return {
    get size() {
      return terms.length;
    },
    idOf: (term) => ids.get(term),
    intern(term) {
      const known = ids.get(term);
      if (known !== undefined) return known;
      ids.set(term, terms.length);
      return terms.push(term) - 1;
    },
    termOf: (id) => terms[id] ?? '',
    isWhole: (id) => terms[id]?.charCodeAt(0) === WHOLE_CODE,
  };
}

const WHOLE_CODE = '='.charCodeAt(0);
