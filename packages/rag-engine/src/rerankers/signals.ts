import type { ParsedQuery } from '../lexical/parse-query.ts';
import type { SearchView, ViewChunk } from '../lexical/search-view.ts';
import type { Vocabulary } from '../lexical/vocabulary.ts';
import { fileStemTerms } from './file-stem.ts';
import { pathKindOf } from './path-kind.ts';

/** What the reranker looks at in one candidate. Each signal is 0 to 1, so that a weight is its largest effect. */
export interface Signals {
  /** Score of the first stage over the best of them. */
  first: number;
  /** Share of the query, weighted by how telling each term is, found in text or symbols. */
  coverage: number;
  symbolCoverage: number;
  pathCoverage: number;
  /** Best share of one symbol's own words that the query says. */
  symbolPrecision: number;
  /** Share of the query's neighbouring words that are neighbours here as well. */
  neighbours: number;
  /** A whole identifier of the query stands among the symbols (1) or in the text (0.5). */
  identifier: number;
  /** The query says the file's own name. */
  fileStem: number;
  /** The chunk defines the one symbol that the query is. */
  definition: number;
  /** The file is a test or example and the query did not ask for one. */
  test: number;
  /** The file is a change log, or a question finds the documentation of an old version, and the query did not ask for one. */
  history: number;
  /** The file is prose and the query did not ask for documentation; half for a question how to do something. */
  prose: number;
  /** The file is a built copy. */
  built: number;
  /** The file only declares what stands elsewhere. */
  declaration: number;
  /** The chunk defines nothing. */
  anonymous: number;
  /** The query asks how to work on the source, and the file is one that tells; less so the deeper it lies. */
  manual: number;
}

/** Prepared once per query. */
export interface SignalContext {
  view: SearchView;
  vocabulary: Vocabulary;
  query: ParsedQuery;
  /** Term weights of the query; their sum is `total`. */
  weights: ReadonlyMap<number, number>;
  total: number;
  pairs: ReadonlySet<string>;
}

export function createSignalContext(
  view: SearchView,
  vocabulary: Vocabulary,
  query: ParsedQuery,
): SignalContext {
  const weights = new Map<number, number>();
  let total = 0;
  for (const term of query.terms.keys()) {
    if (vocabulary.isWhole(term)) continue;
    const weight = view.weightOf(term);
    weights.set(term, weight);
    total += weight;
  }
  const pairs = new Set<string>();
  for (let index = 1; index < query.sequence.length; index += 1) {
    pairs.add(`${query.sequence[index - 1]} ${query.sequence[index]}`);
  }
  return { view, vocabulary, query, weights, total, pairs };
}

export function signalsOf(chunk: ViewChunk, first: number, context: SignalContext): Signals {
  const { query, vocabulary } = context;
  const kind = pathKindOf(chunk.document.path);
  const text = new Set(chunk.textTokens);
  const symbols = new Set(chunk.symbolTokens);
  return {
    first,
    coverage: share(context, (term) => text.has(term) || symbols.has(term)),
    symbolCoverage: share(context, (term) => symbols.has(term)),
    pathCoverage: share(context, (term) => chunk.pathTokens.includes(term)),
    symbolPrecision: bestSymbolPrecision(chunk.symbolTokens, context),
    neighbours: neighbourShare(chunk.textTokens, context),
    identifier: identifierHit(query, symbols, text),
    fileStem: stemHit(chunk, context),
    definition:
      query.isSymbol && isCodeDefinition(chunk) && query.identifiers.some((id) => symbols.has(id)) ? 1 : 0,
    test: kind.isTest && !query.wantsTests ? 1 : 0,
    history: (kind.isHistory || (kind.isOutdated && query.isQuestion)) && !query.wantsHistory ? 1 : 0,
    prose: kind.isProse && !query.wantsProse && !kind.isHistory ? (query.asksHow ? 0.5 : 1) : 0,
    built: kind.isBuilt ? 1 : 0,
    declaration: kind.isDeclaration ? 1 : 0,
    anonymous: chunk.span.symbols.length === 0 ? 1 : 0,
    manual: query.wantsManual && kind.isManual ? 1 / chunk.document.path.split('/').length : 0,
  };

  function stemHit(candidate: ViewChunk, { weights }: SignalContext): number {
    const stem = fileStemTerms(candidate.document.path, vocabulary);
    return stem.length > 0 && stem.every((term) => weights.has(term)) ? 1 : 0;
  }
}

/** A heading names its section but defines nothing. */
function isCodeDefinition({ span }: ViewChunk): boolean {
  return span.isDefinition && span.kind !== 'section';
}

function share({ weights, total }: SignalContext, holds: (term: number) => boolean): number {
  if (total === 0) return 0;
  let found = 0;
  for (const [term, weight] of weights) if (holds(term)) found += weight;
  return found / total;
}

/** The token sequence of a symbol ends with its whole-identifier token. */
function bestSymbolPrecision(tokens: Uint32Array, { weights, vocabulary }: SignalContext): number {
  let best = 0;
  let parts = 0;
  let hits = 0;
  for (const token of tokens) {
    if (!vocabulary.isWhole(token)) {
      parts += 1;
      if (weights.has(token)) hits += 1;
      continue;
    }
    if (parts > 0) best = Math.max(best, hits / parts);
    parts = 0;
    hits = 0;
  }
  return best;
}

function neighbourShare(tokens: Uint32Array, { pairs, vocabulary, weights }: SignalContext): number {
  if (pairs.size === 0) return 0;
  const found = new Set<string>();
  let previous = -1;
  for (const token of tokens) {
    if (vocabulary.isWhole(token)) continue;
    if (weights.has(token) && weights.has(previous)) {
      const pair = `${previous} ${token}`;
      if (pairs.has(pair)) found.add(pair);
    }
    previous = token;
  }
  return found.size / pairs.size;
}

function identifierHit(query: ParsedQuery, symbols: ReadonlySet<number>, text: ReadonlySet<number>): number {
  if (query.identifiers.some((id) => symbols.has(id))) return 1;
  return query.identifiers.some((id) => text.has(id)) ? 0.5 : 0;
}
