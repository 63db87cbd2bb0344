/**
 * The one error class. `message` and `cause` are for logs; only the title from the table, the message's public
 * twin, `hint` and `details` reach the wire, and `toWireError` is the single way out.
 */
import { ERROR_CODES, type ErrorCode } from '@codexos/protocol/error-codes';
import type { JsonValue } from '@codexos/protocol/json';
import type { WireError } from '@codexos/protocol/wire-error';

// A symbol from the global registry survives two copies of this module, where `instanceof` would not.
const marker = Symbol.for('codexos.error');

export interface CodexErrorOptions {
  code: ErrorCode;
  /** What happened and why, naming the thing. Shown to people, so never a secret and never a stack. */
  message: string;
  /** What to do about it. */
  hint?: string;
  /** Machine-readable facts that people may see. */
  details?: JsonValue;
  cause?: unknown;
}

export class CodexError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: JsonValue | undefined;
  readonly [marker] = true;

  constructor({ code, message, hint, details, cause }: CodexErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CodexError';
    this.code = code;
    this.hint = hint;
    this.details = details;
  }

  static is(value: unknown): value is CodexError {
    return typeof value === 'object' && value !== null && marker in value;
  }

  get isRetryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }
}

/** Any thrown value as a CodexError; what was not one becomes INTERNAL (or `code`) with the original as cause. */
export function toCodexError(value: unknown, code: ErrorCode = 'INTERNAL'): CodexError {
  if (CodexError.is(value)) return value;
  const message = value instanceof Error ? value.message : String(value);
  return new CodexError({ code, message, cause: value });
}

/**
 * The public form of an error. The message of an INTERNAL error may hold anything, so it is replaced: the
 * reader gets `errorId` to find the record in the log.
 */
export function toWireError(value: unknown, { errorId }: { errorId?: string } = {}): WireError {
  const error = toCodexError(value);
  const isInternal = error.code === 'INTERNAL';
  return {
    code: error.code,
    title: ERROR_CODES[error.code].title,
    message: isInternal
      ? 'The server met a fault it did not expect. The log has the details.'
      : error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.details === undefined || isInternal ? {} : { details: error.details }),
    ...(errorId === undefined ? {} : { errorId }),
  };
}

/** The message of any thrown value, for a log line. */
export function errorMessage(value: unknown): string {
  return value instanceof Error ? value.message : String(value);
}
