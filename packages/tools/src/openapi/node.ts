import { CodexError } from '@codexos/utils/errors';

/** A part of a document that somebody else wrote: nothing of it is trusted to have the shape that it should. */
export type Node = Record<string, unknown>;

export function isObject(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(node: Node, key: string): Node {
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  return isObject(value) ? value : {};
}

export function listAt(node: Node, key: string): unknown[] {
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  return Array.isArray(value) ? value : [];
}

export function textAt(node: Node, key: string): string | undefined {
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const MAX_HOPS = 20;

/** The node itself, or what its `$ref` points to in the same document. Throws REQUEST_INVALID. */
export function resolveNode(root: Node, value: unknown): Node {
  let node = isObject(value) ? value : {};
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const pointer = textAt(node, '$ref');
    if (pointer === undefined) return node;
    if (!pointer.startsWith('#/'))
      throw unreadable(`It points to ${pointer.slice(0, 200)}, and nothing is fetched.`);
    let target: Node = root;
    for (const part of pointer.slice(2).split('/')) target = objectAt(target, decodePart(part));
    node = target;
  }
  throw unreadable('Its references run in a circle.');
}

/** Why one operation cannot become a tool. */
export function unreadable(message: string): CodexError {
  return new CodexError({ code: 'REQUEST_INVALID', message });
}

function decodePart(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    // A stray percent sign is meant as it stands.
    return plain;
  }
}
