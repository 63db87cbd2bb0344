/** Short ids for nodes and edges: readable, safe in an expression, and random enough for two editors at once. */
import { nodeIdSchema, type NodeId } from '@codexos/protocol/ids';
import type { FlowEdge } from '@codexos/protocol/flow';

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

type RandomText = (length: number) => string;

const randomText: RandomText = (length) => {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length] ?? 'a').join('');
};

/** `retrieve_k3f9p`: the kind and five random letters. */
export function createNodeId(kind: string, isTaken: (id: string) => boolean, random = randomText): NodeId {
  const stem =
    kind
      .replace(/[^A-Za-z0-9_-]/g, '')
      .replace(/^[^A-Za-z]+/, '')
      .slice(0, 48) || 'node';
  let id = `${stem}_${random(5)}`;
  while (isTaken(id)) id = `${stem}_${random(8)}`;
  return nodeIdSchema.parse(id);
}

/** The same connection gets the same id wherever it is drawn, so that two editors who draw it make one edge. */
export function createEdgeId({ from, to }: Pick<FlowEdge, 'from' | 'to'>, random = randomText): string {
  const id = `${from.node}.${from.port}-${to.node}.${to.port}`;
  return id.length <= 160 ? id : `edge_${random(16)}`;
}
