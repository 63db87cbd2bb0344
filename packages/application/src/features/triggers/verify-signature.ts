/** Whether a message comes from whoever has the secret: as Standard Webhooks signs, or as GitHub does. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { CodexError } from '@codexos/utils/errors';

export interface SignedMessage {
  headers: Readonly<Record<string, string | undefined>>;
  /** As it came, byte for byte. */
  body: Buffer;
}

/** How far the clock of a sender may be off. */
const WINDOW_MS = 5 * 60_000;
const PREFIX = 'whsec_';

export function createWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
}

/** The id of the message, which is the same for every try of its sender. Throws SIGNATURE_REFUSED. */
export function verifyStandard(secret: string, { headers, body }: SignedMessage, now: number): string {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures)
    throw refused('webhook-id, webhook-timestamp and webhook-signature are needed.');
  const sentAt = Number(timestamp) * 1_000;
  if (!(Math.abs(now - sentAt) <= WINDOW_MS))
    throw refused('webhook-timestamp is more than five minutes off.', 'Set the clock of the sender.');
  // A secret of the vault may be any text; only what the prefix marks is Base64.
  const key = secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret);
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const isSigned = signatures.split(' ').some((signature) => {
    const [version, value = ''] = signature.split(',');
    return version === 'v1' && isSame(Buffer.from(value, 'base64'), expected);
  });
  if (isSigned) return id;
  throw refused('webhook-signature does not fit the message.', 'Check the secret at the sender.');
}

/** As `verifyStandard`, for `x-hub-signature-256`. Its messages carry no time, so only their ids keep them apart. */
export function verifyGitHub(secret: string, { headers, body }: SignedMessage): string {
  const id = headers['x-github-delivery'];
  const signature = headers['x-hub-signature-256'];
  if (!id || !signature) throw refused('x-github-delivery and x-hub-signature-256 are needed.');
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = /^sha256=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (given !== undefined && isSame(Buffer.from(given, 'hex'), expected)) return id;
  throw refused('x-hub-signature-256 does not fit the message.', 'Check the secret at the sender.');
}

function isSame(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

function refused(message: string, hint = 'See the page of the trigger for how to sign.'): CodexError {
  return new CodexError({ code: 'SIGNATURE_REFUSED', message, hint });
}
