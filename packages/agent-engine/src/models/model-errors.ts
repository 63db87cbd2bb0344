import { APICallError } from '@ai-sdk/provider';
import { CodexError, errorMessage } from '@codexos/utils/errors';

interface ModelErrorOptions {
  provider: string;
  model: string;
  baseUrl?: string;
  cause: unknown;
}

/** A failed call of a provider, said so that a person knows what to do. */
export function toModelError({ provider, model, baseUrl, cause }: ModelErrorOptions): CodexError {
  if (CodexError.is(cause)) return cause;
  const status = APICallError.isInstance(cause) ? cause.statusCode : undefined;
  const isUnreachable =
    status === undefined &&
    (findCode(cause) !== undefined || /cannot connect|fetch failed/i.test(errorMessage(cause)));
  const isRetryable = APICallError.isInstance(cause) ? cause.isRetryable : true;
  return new CodexError({
    code: status === 429 ? 'RATE_LIMITED' : 'MODEL_FAILED',
    message: isUnreachable
      ? `${provider} cannot be reached${baseUrl === undefined ? '' : ` at ${baseUrl}`}.`
      : `${provider}/${model} answered${status === undefined ? '' : ` with ${status}`}: ${trim(errorMessage(cause))}`,
    hint: hintFor({ status, isUnreachable, provider }),
    details: { provider, model, retryable: isRetryable, ...(status === undefined ? {} : { status }) },
    cause,
  });
}

/** The provider's stream ended before it said that the answer was whole. */
export function streamCut(provider: string, model: string): CodexError {
  return new CodexError({
    code: 'MODEL_FAILED',
    message: `${provider}/${model} stopped in the middle of its answer.`,
    hint: 'Try again, or name a fallback model.',
    details: { provider, model, retryable: true },
  });
}

function hintFor({
  status,
  isUnreachable,
  provider,
}: {
  status: number | undefined;
  isUnreachable: boolean;
  provider: string;
}): string {
  if (isUnreachable) return 'Is the server running, and is its address right?';
  if (status === 401 || status === 403) return `Check the key of ${provider}.`;
  if (status === 404) return 'Check the name of the model and the address of the server.';
  if (status === 429) return 'Wait a while, or name a fallback model.';
  if (status === 400 || status === 422)
    return 'The server does not take this request; a setting may be unknown to this model.';
  return 'Try again, or name a fallback model.';
}

const MAX_MESSAGE_LENGTH = 400;

function trim(message: string): string {
  return message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}…` : message;
}

// Failures to connect carry their system code somewhere down the chain of causes.
function findCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(error.code))
    return error.code;
  return 'cause' in error ? findCode(error.cause) : undefined;
}
