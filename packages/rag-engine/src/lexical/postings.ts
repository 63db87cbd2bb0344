/** The inverted form of one field: for each term the chunks that hold it, as flat integer arrays. */
export interface Postings {
  /** `offsets[term]..offsets[term + 1]` is the term's range in `chunkIds` and `counts`. */
  offsets: Uint32Array;
  chunkIds: Uint32Array;
  counts: Uint16Array;
  /** Tokens per chunk. */
  lengths: Uint32Array;
  averageLength: number;
}

/** Builds postings from the token sequence of every chunk (the position in the list is the chunk's number). */
export function buildPostings(sequences: readonly Uint32Array[], termCount: number): Postings {
  const offsets = new Uint32Array(termCount + 1);
  const seenIn = new Uint32Array(termCount);
  const lengths = new Uint32Array(sequences.length);
  let total = 0;
  for (let chunk = 0; chunk < sequences.length; chunk += 1) {
    const sequence = sequences[chunk] as Uint32Array;
    lengths[chunk] = sequence.length;
    total += sequence.length;
    for (let index = 0; index < sequence.length; index += 1) {
      const term = sequence[index] as number;
      if (seenIn[term] === chunk + 1) continue;
      seenIn[term] = chunk + 1;
      offsets[term + 1] = (offsets[term + 1] as number) + 1;
    }
  }
  for (let term = 0; term < termCount; term += 1)
    offsets[term + 1] = (offsets[term + 1] as number) + (offsets[term] as number);
  const filled = fill(sequences, offsets, termCount);
  return {
    offsets,
    ...filled,
    lengths,
    averageLength: sequences.length === 0 ? 0 : total / sequences.length,
  };
}

function fill(
  sequences: readonly Uint32Array[],
  offsets: Uint32Array,
  termCount: number,
): Pick<Postings, 'chunkIds' | 'counts'> {
  const size = offsets[termCount] ?? 0;
  const chunkIds = new Uint32Array(size);
  const counts = new Uint16Array(size);
  const next = offsets.slice(0, termCount);
  const lastSlot = new Uint32Array(termCount);
  for (let chunk = 0; chunk < sequences.length; chunk += 1) {
    const sequence = sequences[chunk] as Uint32Array;
    for (let index = 0; index < sequence.length; index += 1) {
      const term = sequence[index] as number;
      const slot = (next[term] as number) - 1;
      if (lastSlot[term] === chunk + 1) {
        if ((counts[slot] as number) < 65_535) counts[slot] = (counts[slot] as number) + 1;
        continue;
      }
      lastSlot[term] = chunk + 1;
      chunkIds[slot + 1] = chunk;
      counts[slot + 1] = 1;
      next[term] = slot + 2;
    }
  }
  return { chunkIds, counts };
}

/** Number of chunks that hold a term. */
export function documentFrequency(postings: Postings, term: number): number {
  return (postings.offsets[term + 1] ?? 0) - (postings.offsets[term] ?? 0);
}
