import type { DocComment } from '../evaluation/doc-comments.ts';
import type { TokenizedFile } from '../lexical/tokenized-file.ts';

export interface ChunkRequest {
  id: number;
  wants: 'chunks' | 'comments';
  path: string;
  text: string;
}

export type ChunkAnswer =
  | { id: number; file: TokenizedFile }
  | { id: number; comments: DocComment[] }
  | { id: number; error: string };
