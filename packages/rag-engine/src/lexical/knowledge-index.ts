import type { ChunkSpan } from '../chunkers/chunk.ts';
import { languageOf } from '../languages/language-of.ts';
import { tokenize } from '../text/tokenize.ts';
import { createSearchView, type SearchView } from './search-view.ts';
import type { TokenizedFile } from './tokenized-file.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** One file of the index, with its chunks and their tokens as numbers into the index's vocabulary. */
export interface IndexedDocument {
  path: string;
  /** The source the path is relative to, in an index of several sources. */
  sourceId: string | undefined;
  language: string;
  blobHash: string;
  /** Size of the file. */
  bytes: number;
  commit: string | undefined;
  spans: ChunkSpan[];
  text: Uint32Array[];
  symbols: Uint32Array[];
  pathTokens: Uint32Array;
}

export interface PutDocumentOptions {
  path: string;
  blobHash: string;
  bytes: number;
  commit?: string | undefined;
  file: TokenizedFile;
}

/**
 * The lexical index of one knowledge base. Token sequences per chunk are the truth; inverted lists are derived
 * from them at the first search after a change, so an index changed in steps equals one built at once.
 */
export class KnowledgeIndex {
  readonly vocabulary: Vocabulary;
  readonly #documents: Map<string, IndexedDocument>;
  #view: SearchView | undefined;

  constructor(vocabulary: Vocabulary = createVocabulary(), documents: Iterable<IndexedDocument> = []) {
    this.vocabulary = vocabulary;
    this.#documents = new Map(Array.from(documents, (document) => [keyOf(document), document]));
  }

  /** One index over several sources, for one ranking over all of them. */
  static merge(parts: readonly { sourceId: string; index: KnowledgeIndex }[]): KnowledgeIndex {
    const merged = new KnowledgeIndex();
    for (const { sourceId, index } of parts) {
      const ids = new Map<number, number>();
      const remap = (id: number): number => {
        const known = ids.get(id);
        if (known !== undefined) return known;
        const fresh = merged.vocabulary.intern(index.vocabulary.termOf(id));
        ids.set(id, fresh);
        return fresh;
      };
      const remapAll = (tokens: Uint32Array): Uint32Array => tokens.map(remap);
      for (const document of index.#documents.values()) {
        const { text, symbols, pathTokens } = document;
        merged.#put({
          ...document,
          sourceId,
          text: text.map(remapAll),
          symbols: symbols.map(remapAll),
          pathTokens: remapAll(pathTokens),
        });
      }
    }
    return merged;
  }

  /** A copy that can be changed while searches go on in this one. */
  clone(): KnowledgeIndex {
    return new KnowledgeIndex(this.vocabulary, this.#documents.values());
  }

  get documentCount(): number {
    return this.#documents.size;
  }

  get chunkCount(): number {
    let count = 0;
    for (const document of this.#documents.values()) count += document.spans.length;
    return count;
  }

  get(path: string, sourceId?: string): IndexedDocument | undefined {
    return this.#documents.get(keyOf({ path, sourceId }));
  }

  /** Documents in path order (by source first). */
  list(): IndexedDocument[] {
    return [...this.#documents.entries()]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, document]) => document);
  }

  /** Adds a file or replaces the one with the same path. */
  put({ path, blobHash, bytes, commit, file }: PutDocumentOptions): void {
    const globalIds = file.terms.map((term) => this.vocabulary.intern(term));
    const toGlobal = (ids: Uint32Array): Uint32Array => ids.map((id) => globalIds[id] ?? 0);
    this.#put({
      path,
      sourceId: undefined,
      language: languageOf(path),
      blobHash,
      bytes,
      commit,
      spans: file.spans,
      text: file.text.map(toGlobal),
      symbols: file.symbols.map(toGlobal),
      pathTokens: this.#pathTokens(path),
    });
  }

  /** Takes over an indexed file under another path or commit (a move, or the same content twice). */
  putCopy(document: IndexedDocument, { path, commit }: { path: string; commit?: string | undefined }): void {
    this.#put({ ...document, path, language: languageOf(path), commit, pathTokens: this.#pathTokens(path) });
  }

  remove(path: string): boolean {
    this.#view = undefined;
    return this.#documents.delete(keyOf({ path }));
  }

  /** The searchable form, built on demand and kept until the next change. */
  view(): SearchView {
    this.#view ??= createSearchView(this.list(), this.vocabulary.size);
    return this.#view;
  }

  #put(document: IndexedDocument): void {
    this.#view = undefined;
    this.#documents.set(keyOf(document), document);
  }

  #pathTokens(path: string): Uint32Array {
    return Uint32Array.from(tokenize(path), (token) => this.vocabulary.intern(token));
  }
}

function keyOf({ path, sourceId = '' }: { path: string; sourceId?: string | undefined }): string {
  return `${sourceId}\0${path}`;
}
