import { CodexError } from '@codexos/utils/errors';
import { BaseError } from 'viem';
import { describeRevert } from './describe-call.ts';

/** What a failed transaction is told as: an error of ours as it is, anything else as CHAIN_REFUSED with its reason. */
export function toRefusal(label: string, error: unknown): CodexError {
  const cause = CodexError.is(error)
    ? error
    : error instanceof BaseError
      ? error.walk(CodexError.is)
      : undefined;
  if (CodexError.is(cause)) return cause;
  const reason = reasonOf(error);
  return new CodexError({
    code: 'CHAIN_REFUSED',
    message: `${label}: the chain refused it: ${reason}.`,
    hint: 'Check the state of the proposal, your stake and the time, and try again.',
    details: { reason },
    cause: error,
  });
}

function reasonOf(error: unknown): string {
  const withData =
    error instanceof BaseError ? error.walk((inner) => dataOf(inner) !== undefined) : undefined;
  const named = describeRevert(dataOf(withData));
  if (named !== undefined) return named;
  if (error instanceof BaseError) return error.details || error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}

function dataOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'data' in error && typeof error.data === 'string'
    ? error.data
    : undefined;
}
