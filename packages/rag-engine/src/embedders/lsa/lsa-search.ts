import type { SearchView, ViewChunk } from '../../lexical/search-view.ts';
import type { Vocabulary } from '../../lexical/vocabulary.ts';
import type { VectorSearch } from '../../stores/vector-search.ts';
import { dot, toUnit } from '../../stores/vector-set.ts';
import { tokenize } from '../../text/tokenize.ts';
import type { Projection } from './fit-projection.ts';
import { weighTokens, type LsaTerms } from './weigh-tokens.ts';

export interface LsaSearchOptions {
  embedderId: string;
  vocabulary: Vocabulary;
  terms: LsaTerms;
  projection: Projection;
}

/** Compares queries and chunks in the space of one fit; a chunk's vector is made at first sight and kept. */
export function createLsaSearch({
  embedderId,
  vocabulary,
  terms,
  projection,
}: LsaSearchOptions): VectorSearch {
  const known = new WeakMap<Uint32Array, Float32Array>();
  const vectorOfChunk = ({ textTokens, symbolTokens }: ViewChunk): Float32Array => {
    const cached = known.get(textTokens);
    if (cached) return cached;
    const vector = toVector(weighTokens([textTokens, symbolTokens], terms), projection);
    known.set(textTokens, vector);
    return vector;
  };
  return {
    embedderId,
    similarities(query: string, view: SearchView) {
      const tokens = tokenize(query).flatMap((token) => vocabulary.idOf(token) ?? []);
      const unit = toVector(weighTokens([tokens], terms), projection);
      return Promise.resolve(
        Float64Array.from(view.chunks, (chunk) => Math.max(0, dot(unit, vectorOfChunk(chunk)))),
      );
    },
  };
}

function toVector(weights: ReadonlyMap<number, number>, { dimensions, data }: Projection): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const [column, value] of weights) {
    const start = column * dimensions;
    for (let index = 0; index < dimensions; index += 1) {
      vector[index] = (vector[index] as number) + value * (data[start + index] as number);
    }
  }
  return toUnit(vector);
}
