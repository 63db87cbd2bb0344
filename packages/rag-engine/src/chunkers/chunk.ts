/** What a chunk mostly holds; `block` is code without a definition of its own. */
export type ChunkKind =
  | 'function'
  | 'method'
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'module'
  | 'constant'
  | 'block'
  | 'section'
  | 'text';

/** A run of whole lines of one file, the unit that is indexed and found. */
export interface ChunkSpan {
  /** 1-based, inclusive. */
  startLine: number;
  /** 1-based, inclusive. */
  endLine: number;
  kind: ChunkKind;
  /** Names defined in these lines, in order. A name stands only on the chunk where its definition begins. */
  symbols: string[];
  /** Names of the enclosing definitions or headings, outermost first. */
  parents: string[];
  /** True for the first chunk of a class or function. */
  isDefinition: boolean;
}

export interface Chunk extends ChunkSpan {
  /** Relative to the source, with forward slashes. */
  path: string;
  language: string;
  blobHash: string;
  text: string;
  commit?: string;
}
