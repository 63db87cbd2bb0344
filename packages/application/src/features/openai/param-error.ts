import { CodexError } from '@codexos/utils/errors';

/** A mistake in one field of a request; the field travels along, since OpenAI's errors name it. */
export function paramError(param: string, message: string, hint?: string): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message,
    ...(hint === undefined ? {} : { hint }),
    details: { param },
  });
}
