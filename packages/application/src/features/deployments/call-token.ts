/**
 * Tokens that call a deployed flow. The studio signs them with a key of that deployment, and the deployed instance
 * holds the public half: so a token can be made whenever one is needed, the provider sees none that opens anything
 * else, and nothing has to reach the instance. What is signed cannot be taken back before it ends.
 */
import { createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import type { MasterKey } from '@codexos/utils/master-key';
import { z } from 'zod';

export const CALL_TOKEN_PREFIX = 'cdxd_';
/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PRIVATE_KEY_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;
const PUBLIC_KEY = /^[A-Za-z0-9_-]{43}$/;

const jwkSchema = z.object({ x: z.string() });
const claimsSchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().max(200),
  /** Epoch ms; it works as long as the deployment when absent. */
  expiresAt: z.number().optional(),
});
export type CallTokenClaims = z.infer<typeof claimsSchema>;

/** Source: HKDF (RFC 5869) gives each deployment a key of its own, so that none has to be stored. */
function signingKeyOf(masterKey: MasterKey, deploymentId: string): KeyObject {
  const seed = Buffer.from(
    hkdfSync('sha256', masterKey.bytes, deploymentId, 'codexos deployment tokens', SEED_BYTES),
  );
  return createPrivateKey({ key: Buffer.concat([PRIVATE_KEY_HEADER, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half, as the SDL of the deployment carries it: raw bytes in base64url, as in RFC 8037. */
export function callTokenKey(masterKey: MasterKey, deploymentId: string): string {
  return jwkSchema.parse(createPublicKey(signingKeyOf(masterKey, deploymentId)).export({ format: 'jwk' })).x;
}

/** `cdxd_<claims>.<signature>`, both in base64url. */
export function signCallToken(masterKey: MasterKey, deploymentId: string, claims: CallTokenClaims): string {
  const body = CALL_TOKEN_PREFIX + Buffer.from(JSON.stringify(claims)).toString('base64url');
  const signature = sign(null, Buffer.from(body), signingKeyOf(masterKey, deploymentId));
  return `${body}.${signature.toString('base64url')}`;
}

/** Whether the text has the form of a key that `callTokenKey` gives. */
export function isCallTokenKey(text: string): boolean {
  return PUBLIC_KEY.test(text);
}

/** What a token says; undefined when the key did not sign it or it has ended. */
export function readCallToken(
  value: string,
  { publicKey, now }: { publicKey: string; now: number },
): CallTokenClaims | undefined {
  const [body = '', signature = '', ...rest] = value.split('.');
  if (!body.startsWith(CALL_TOKEN_PREFIX) || rest.length > 0) return undefined;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  if (!verify(null, Buffer.from(body), key, Buffer.from(signature, 'base64url'))) return undefined;
  const text = Buffer.from(body.slice(CALL_TOKEN_PREFIX.length), 'base64url').toString('utf8');
  const claims = claimsSchema.parse(JSON.parse(text));
  return claims.expiresAt !== undefined && claims.expiresAt <= now ? undefined : claims;
}
