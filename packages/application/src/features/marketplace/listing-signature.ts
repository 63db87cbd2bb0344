/**
 * Who vouches for a listing. The signature covers the canonical bytes of the body as it came, before defaults are
 * filled in, so that a file stays valid when a later version of the app knows more fields.
 *
 * Source: Ed25519 as in RFC 8032; keys as raw bytes in base64url, as in RFC 8037.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { CodexError } from '@codexos/utils/errors';
import { sha256, stableJson } from '@codexos/utils/hash';
import { z } from 'zod';

/** Keeps a signature of ours from being taken for one over something else. */
const DOMAIN = 'codexos listing v1\n';

export interface AuthorKeyPair {
  publicKey: string;
  privateKey: string;
}

const jwkSchema = z.object({ x: z.string(), d: z.string() });

export function createAuthorKeyPair(): AuthorKeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x, d } = jwkSchema.parse(privateKey.export({ format: 'jwk' }));
  return { publicKey: x, privateKey: d };
}

/** SHA-256 of the canonical bytes of a body, in hex. */
export function contentHashOf(body: unknown): string {
  return sha256(canonicalText(body));
}

export function signListing(body: unknown, { publicKey, privateKey }: AuthorKeyPair): string {
  const key = createPrivateKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey },
    format: 'jwk',
  });
  return sign(null, Buffer.from(canonicalText(body)), key).toString('base64url');
}

/** Throws LISTING_INVALID when the signature is not one of the key over exactly this body. */
export function assertSignature(
  body: unknown,
  { publicKey, signature }: { publicKey: string; signature: string },
): void {
  const isRight = isSignatureOf(body, publicKey, signature);
  if (isRight) return;
  throw new CodexError({
    code: 'LISTING_INVALID',
    message: 'The listing was changed after its author signed it.',
    hint: 'Get it again from its author. Nothing of it was kept.',
  });
}

/** `A1B2 C3D4 …`: the first 16 bytes of the SHA-256 of a key, for people to compare. */
export function fingerprintOf(publicKey: string): string {
  const digits = sha256(Buffer.from(publicKey, 'base64url')).slice(0, 32).toUpperCase();
  return (digits.match(/.{4}/g) ?? []).join(' ');
}

function isSignatureOf(body: unknown, publicKey: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  // The last character has bits to spare; only one way of writing them is ours.
  if (bytes.toString('base64url') !== signature) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(canonicalText(body)), key, bytes);
  } catch {
    // A key that is no point of the curve signs nothing.
    return false;
  }
}

function canonicalText(body: unknown): string {
  return DOMAIN + stableJson(body);
}
