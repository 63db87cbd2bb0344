import type { ChunkSpan } from '../chunkers/chunk.ts';
import { tokenize, tokenizeSymbols } from '../text/tokenize.ts';

/** A chunked file with its tokens as numbers into its own short list of terms: cheap to pass between threads. */
export interface TokenizedFile {
  spans: ChunkSpan[];
  terms: string[];
  /** Per chunk, the tokens of its text in order. */
  text: Uint32Array[];
  /** Per chunk, the tokens of its symbols in order. */
  symbols: Uint32Array[];
}

export function tokenizeFile(text: string, spans: ChunkSpan[]): TokenizedFile {
  const terms = new Map<string, number>();
  const toIds = (tokens: readonly string[]): Uint32Array => {
    const ids = new Uint32Array(tokens.length);
    for (const [index, token] of tokens.entries()) {
      let id = terms.get(token);
      if (id === undefined) terms.set(token, (id = terms.size));
      ids[index] = id;
    }
    return ids;
  };
  const lines = text.split(/\r\n|\n|\r/);
  const textIds: Uint32Array[] = [];
  const symbolIds: Uint32Array[] = [];
  for (const span of spans) {
    textIds.push(toIds(tokenize(lines.slice(span.startLine - 1, span.endLine).join('\n'))));
    symbolIds.push(toIds(tokenizeSymbols(span.symbols)));
  }
  return { spans, terms: [...terms.keys()], text: textIds, symbols: symbolIds };
}
