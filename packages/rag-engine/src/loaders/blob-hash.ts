import { createHash } from 'node:crypto';

/** The hash that git gives a blob with this content, also outside a repository. */
export function blobHashOf(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}
