/**
 * An embedding without a model, so that the baseline can run offline and repeat exactly: the words of a text are
 * hashed into 384 places (FNV-1a, sign by another bit), weighted by the logarithm of their count, brought to length
 * one. It is far cheaper than any real embedding model, which makes the baseline faster, and it knows no meaning.
 */
import { Embeddings } from '@langchain/core/embeddings';

const DIMENSIONS = 384;

export class HashingEmbeddings extends Embeddings {
  constructor() {
    super({});
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map(embed));
  }

  embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(embed(text));
  }
}

function embed(text: string): number[] {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}_]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const [word, count] of counts) {
    const hash = fnv1a(word);
    const place = hash % DIMENSIONS;
    vector[place] = (vector[place] ?? 0) + (hash & 0x8000_0000 ? -1 : 1) * (1 + Math.log(count));
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function fnv1a(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    hash ^= word.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
