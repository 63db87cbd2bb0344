/**
 * The stored form of an index. Layout: 8 bytes of mark, header length (uint32, little endian), a JSON header
 * (terms, documents, spans, sequence lengths), padding to 4, then every token sequence as uint32 in header order.
 * Terms that no document uses any more are dropped on the way out.
 */
import { CHUNKER_VERSION } from '../chunkers/chunk-text.ts';
import type { ChunkKind, ChunkSpan } from '../chunkers/chunk.ts';
import { KnowledgeIndex, type IndexedDocument } from './knowledge-index.ts';
import { createVocabulary } from './vocabulary.ts';

const MARK = 'CXINDEX1';

type StoredSpan = [
  startLine: number,
  endLine: number,
  kind: ChunkKind,
  symbols: string[],
  parents: string[],
  isDefinition: 0 | 1,
];

interface StoredDocument {
  path: string;
  sourceId?: string;
  language: string;
  blobHash: string;
  bytes: number;
  commit?: string;
  spans: StoredSpan[];
  /** Lengths of the token sequences: of each span's text, of each span's symbols, of the path. */
  lengths: number[];
}

interface Header {
  chunkerVersion: number;
  terms: string[];
  documents: StoredDocument[];
}

export function serializeIndex(index: KnowledgeIndex): Uint8Array {
  const documents = index.list();
  const renumber = createRenumbering(index);
  const sequences: Uint32Array[] = [];
  for (const document of documents)
    sequences.push(...sequencesOf(document).map((tokens) => tokens.map(renumber.idOf)));
  const header: Header = {
    chunkerVersion: CHUNKER_VERSION,
    terms: renumber.terms,
    documents: documents.map(toStored),
  };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const start = dataStart(headerBytes.length);
  const total = sequences.reduce((sum, tokens) => sum + tokens.length, 0);
  const buffer = new Uint8Array(start + total * 4);
  buffer.set(Buffer.from(MARK), 0);
  new DataView(buffer.buffer).setUint32(MARK.length, headerBytes.length, true);
  buffer.set(headerBytes, MARK.length + 4);
  const data = new Uint32Array(buffer.buffer, start, total);
  let offset = 0;
  for (const tokens of sequences) {
    data.set(tokens, offset);
    offset += tokens.length;
  }
  return buffer;
}

/** The stored index, or undefined when it was written by another version or is damaged: then ingest anew. */
export function deserializeIndex(bytes: Uint8Array): KnowledgeIndex | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < MARK.length + 4 || buffer.toString('latin1', 0, MARK.length) !== MARK) return undefined;
  const headerLength = buffer.readUInt32LE(MARK.length);
  const start = dataStart(headerLength);
  if (start > buffer.length || (buffer.length - start) % 4 !== 0) return undefined;
  const header = JSON.parse(
    buffer.toString('utf8', MARK.length + 4, MARK.length + 4 + headerLength),
  ) as Header;
  if (header.chunkerVersion !== CHUNKER_VERSION) return undefined;
  // A copy of the data part is aligned, whatever the alignment of the given bytes.
  const data = new Uint32Array(new Uint8Array(buffer.subarray(start)).buffer);
  let offset = 0;
  const take = (length: number): Uint32Array => data.subarray(offset, (offset += length));
  const documents = header.documents.map((stored) => fromStored(stored, take));
  return offset === data.length ? new KnowledgeIndex(createVocabulary(header.terms), documents) : undefined;
}

function createRenumbering(index: KnowledgeIndex): { idOf: (id: number) => number; terms: string[] } {
  const ids = new Map<number, number>();
  const terms: string[] = [];
  return {
    terms,
    idOf(id) {
      const known = ids.get(id);
      if (known !== undefined) return known;
      ids.set(id, terms.length);
      return terms.push(index.vocabulary.termOf(id)) - 1;
    },
  };
}

function dataStart(headerLength: number): number {
  return Math.ceil((MARK.length + 4 + headerLength) / 4) * 4;
}

function sequencesOf({ text, symbols, pathTokens }: IndexedDocument): Uint32Array[] {
  return [...text, ...symbols, pathTokens];
}

function toStored(document: IndexedDocument): StoredDocument {
  const { path, sourceId, language, blobHash, bytes, commit, spans } = document;
  return {
    path,
    ...(sourceId === undefined ? {} : { sourceId }),
    language,
    blobHash,
    bytes,
    ...(commit === undefined ? {} : { commit }),
    spans: spans.map((span) => [
      span.startLine,
      span.endLine,
      span.kind,
      span.symbols,
      span.parents,
      span.isDefinition ? 1 : 0,
    ]),
    lengths: sequencesOf(document).map((tokens) => tokens.length),
  };
}

function fromStored(stored: StoredDocument, take: (length: number) => Uint32Array): IndexedDocument {
  const { spans, lengths, sourceId, commit, ...rest } = stored;
  const sequences = lengths.map(take);
  return {
    ...rest,
    sourceId,
    commit,
    spans: spans.map(toSpan),
    text: sequences.slice(0, spans.length),
    symbols: sequences.slice(spans.length, spans.length * 2),
    pathTokens: sequences.at(-1) ?? new Uint32Array(0),
  };
}

function toSpan([startLine, endLine, kind, symbols, parents, isDefinition]: StoredSpan): ChunkSpan {
  return { startLine, endLine, kind, symbols, parents, isDefinition: isDefinition === 1 };
}
