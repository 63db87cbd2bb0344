/** Errors as clients of OpenAI read them: a type, a code, and the field that is at fault. */
import type { FastifyReply } from 'fastify';
import type { OpenAiError } from '@codexos/protocol/contracts/openai.contract';
import { ERROR_CODES, type ErrorCode } from '@codexos/protocol/error-codes';
import { toWireError, type CodexError } from '@codexos/utils/errors';

interface Known {
  status?: number;
  code?: string;
  type?: string;
}

/** Where OpenAI has a word of its own for what happened; the others keep our code in lower case. */
const KNOWN: Partial<Record<ErrorCode, Known>> = {
  SESSION_REQUIRED: { code: 'invalid_api_key' },
  TOKEN_INVALID: { code: 'invalid_api_key' },
  PERMISSION_DENIED: { code: 'insufficient_permissions' },
  MODEL_NOT_FOUND: { code: 'model_not_found' },
  RATE_LIMITED: { code: 'rate_limit_exceeded', type: 'rate_limit_error' },
  REQUEST_INVALID: { code: 'invalid_value' },
  RUN_INPUT_INVALID: { status: 400 },
  SOURCE_INVALID: { status: 400 },
};

export function isOpenAiPath(url: string): boolean {
  return url.startsWith('/v1/');
}

export function openAiStatus({ code }: CodexError): number {
  return KNOWN[code]?.status ?? ERROR_CODES[code].status;
}

export function toOpenAiError(error: CodexError, errorId?: string): OpenAiError {
  const { message, hint, details } = toWireError(error);
  const known = KNOWN[error.code];
  const facts = typeof details === 'object' && details !== null && !Array.isArray(details) ? details : {};
  const { param, issues, runUrl } = facts;
  return {
    message: hint === undefined ? message : `${message} ${hint}`,
    type: known?.type ?? (openAiStatus(error) >= 500 ? 'server_error' : 'invalid_request_error'),
    param: typeof param === 'string' ? param : paramOf(issues),
    code: known?.code ?? error.code.toLowerCase(),
    ...(hint === undefined ? {} : { hint }),
    ...(errorId === undefined ? {} : { error_id: errorId }),
    ...(typeof runUrl === 'string' ? { run_url: runUrl } : {}),
  };
}

/** Sends an error with what tells clients whether to try again: most of them would do so for 409 and 5xx unasked. */
export function sendOpenAiError(reply: FastifyReply, error: CodexError, errorId?: string): FastifyReply {
  const isWorthRetrying = error.code === 'RATE_LIMITED' || error.code === 'UNAVAILABLE';
  void reply.header('x-should-retry', String(isWorthRetrying));
  const { details } = error;
  const waitMs =
    typeof details === 'object' && details !== null && 'retryAfterMs' in details
      ? details.retryAfterMs
      : null;
  if (typeof waitMs === 'number') void reply.header('retry-after', Math.ceil(waitMs / 1_000));
  return reply.status(openAiStatus(error)).send({ error: toOpenAiError(error, errorId) });
}

/** `messages.0.content` as OpenAI writes it: `messages[0].content`. */
function paramOf(issues: unknown): string | null {
  const [first] = Array.isArray(issues) ? (issues as { path?: string }[]) : [];
  return first?.path === undefined || first.path === '' ? null : first.path.replace(/\.(\d+)/g, '[$1]');
}
