import type { FastifyRequest } from 'fastify';
import { CodexError } from '@codexos/utils/errors';

/** Throws REQUEST_INVALID for a request that holds a zero character: no text of people does, and Postgres refuses it. */
export function refuseNul({ url, body }: FastifyRequest): void {
  if (!holdsNul(url) && !holdsNul(JSON.stringify(body ?? null))) return;
  throw new CodexError({
    code: 'REQUEST_INVALID',
    message: 'The request holds a zero character (U+0000).',
    hint: 'Remove it from the text.',
  });
}

/** As an address or as JSON writes it. */
function holdsNul(text: string): boolean {
  return text.includes('%00') || text.includes('\\u0000');
}
