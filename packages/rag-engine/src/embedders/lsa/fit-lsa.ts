import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { inverseFrequency } from '../../lexical/bm25.ts';
import type { KnowledgeIndex } from '../../lexical/knowledge-index.ts';
import { documentFrequency } from '../../lexical/postings.ts';
import type { SearchView } from '../../lexical/search-view.ts';
import type { VectorSearch } from '../../stores/vector-search.ts';
import { vectorKeyOf } from '../../stores/vector-set.ts';
import type { Projection } from './fit-projection.ts';
import { createLsaSearch } from './lsa-search.ts';
import type { SparseMatrix } from './sparse-matrix.ts';
import { weighTokens, type LsaTerms } from './weigh-tokens.ts';

const LSA_DIMENSIONS = 192;
/** Terms beyond this many are rare ones that the fit could not place anyway. */
const MAX_TERMS = 20_000;

export interface LsaSearch extends VectorSearch {
  /** Share of the index's chunks that the fit has not seen; fit again above 0.2. */
  driftFrom(index: KnowledgeIndex): number;
}

/**
 * Latent semantic analysis of an index: 192 directions of its own TF-IDF matrix. Needs no model and no network.
 * New chunks of the same index (or a clone of it) are folded in; `driftFrom` says when to fit again.
 */
export async function fitLsa(index: KnowledgeIndex, signal?: AbortSignal): Promise<LsaSearch> {
  signal?.throwIfAborted();
  const view = index.view();
  const terms = chooseTerms(index, view);
  const projection = await fitInWorker(toMatrix(view, terms), signal);
  const seen = new Set(view.chunks.map(vectorKeyOf));
  const fitHash = createHash('sha256')
    .update([...seen].join('\n'))
    .digest('hex')
    .slice(0, 16);
  return {
    ...createLsaSearch({
      embedderId: `lsa-${LSA_DIMENSIONS}@${fitHash}`,
      vocabulary: index.vocabulary,
      terms,
      projection,
    }),
    driftFrom(current) {
      const { chunks } = current.view();
      return chunks.length === 0
        ? 0
        : chunks.filter((chunk) => !seen.has(vectorKeyOf(chunk))).length / chunks.length;
    },
  };
}

/** Words (no whole identifiers) that at least two chunks share, the commonest first. */
function chooseTerms(index: KnowledgeIndex, view: SearchView): LsaTerms {
  const candidates: { term: number; frequency: number }[] = [];
  for (let term = 0; term < view.text.offsets.length - 1; term += 1) {
    const frequency = documentFrequency(view.text, term);
    if (frequency >= 2 && !index.vocabulary.isWhole(term)) candidates.push({ term, frequency });
  }
  candidates.sort((left, right) => right.frequency - left.frequency || left.term - right.term);
  const columnOf = new Int32Array(index.vocabulary.size).fill(-1);
  const chosen = candidates.slice(0, MAX_TERMS);
  for (const [column, { term }] of chosen.entries()) columnOf[term] = column;
  return {
    columnOf,
    weights: Float32Array.from(chosen, ({ frequency }) => inverseFrequency(view.chunks.length, frequency)),
  };
}

function toMatrix(view: SearchView, terms: LsaTerms): SparseMatrix {
  const rows = view.chunks.map(({ textTokens, symbolTokens }) =>
    weighTokens([textTokens, symbolTokens], terms),
  );
  const size = rows.reduce((sum, row) => sum + row.size, 0);
  const offsets = new Uint32Array(rows.length + 1);
  const columns = new Uint32Array(size);
  const values = new Float32Array(size);
  let entry = 0;
  for (const [row, weights] of rows.entries()) {
    for (const [column, value] of weights) {
      columns[entry] = column;
      values[entry] = value;
      entry += 1;
    }
    offsets[row + 1] = entry;
  }
  return { rowCount: rows.length, columnCount: terms.weights.length, offsets, columns, values };
}

function fitInWorker(matrix: SparseMatrix, signal?: AbortSignal): Promise<Projection> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./lsa.worker.ts', import.meta.url), {
      workerData: { matrix, dimensions: LSA_DIMENSIONS },
    });
    const stop = (): void => {
      void worker.terminate();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.once('message', (projection: Projection) => {
      signal?.removeEventListener('abort', stop);
      void worker.terminate();
      resolve(projection);
    });
    worker.once('error', reject);
  });
}
