/** Every way in which the Console API fails, with its cause and what to do about it. */
import { CodexError } from '@codexos/utils/errors';
import { consoleErrorSchema } from './console-schemas.ts';

/** What was being done, as the rest of the sentence "Akash could not …". */
export type ConsoleAction =
  | 'read the balance'
  | 'create the deployment'
  | 'list the bids'
  | 'make the lease'
  | 'read the deployment'
  | 'list the deployments'
  | 'close the deployment'
  | 'open the logs'
  | 'list the providers';

const MAX_REASON = 300;

/** An answer with a status of 400 or above. */
export function consoleFailure(action: ConsoleAction, status: number, body: string): CodexError {
  const reason = reasonOf(body, status);
  if (status === 401 || status === 403) {
    return new CodexError({
      code: 'AKASH_KEY_REFUSED',
      message: `Akash could not ${action}: it refused the API key (${status}: ${reason}).`,
      hint: 'Create an API key in Akash Console, rotate AKASH_API_KEY in the vault to it, then try again.',
      details: { secret: 'AKASH_API_KEY' },
    });
  }
  if (status === 402) {
    return new CodexError({
      code: 'AKASH_FUNDS_MISSING',
      message: `Akash could not ${action}: the account has too little money (${reason}).`,
      hint: 'Add funds in Akash Console or lower the deposit, then try again.',
    });
  }
  if (status === 429 || status >= 500) {
    return unavailable(action, `it answered ${status}: ${reason}`);
  }
  if (/invalid sdl/i.test(reason)) {
    return new CodexError({
      code: 'SDL_INVALID',
      message: `Akash could not ${action}: ${reason}`,
      hint: 'Close this deployment, correct the SDL in a new one, and deploy that.',
    });
  }
  return new CodexError({
    code: 'AKASH_REQUEST_REFUSED',
    message: `Akash could not ${action}: it refused the request (${status}: ${reason}).`,
    hint: 'Read the reason. If it names the SDL or the deposit, make a new deployment with that corrected.',
  });
}

/** A failed lease: the chain or the provider said no. */
export function leaseFailure(status: number, body: string): CodexError {
  const reason = reasonOf(body, status);
  if (/bid|no lease|order/i.test(reason) && !/manifest/i.test(reason)) {
    return new CodexError({
      code: 'AKASH_BID_GONE',
      message: `The lease was not made: ${reason}.`,
      hint: 'Choose another bid. Your deposit stays in the deployment.',
    });
  }
  if (/manifest|provider/i.test(reason) || status === 422) {
    return new CodexError({
      code: 'AKASH_MANIFEST_REFUSED',
      message: `The lease is made, but the provider did not take the manifest: ${reason}.`,
      hint: 'Try again in a minute. If it stays so, close the deployment and choose another provider.',
    });
  }
  return consoleFailure('make the lease', status, body);
}

export function unavailable(action: ConsoleAction, why: string, cause?: unknown): CodexError {
  return new CodexError({
    code: 'AKASH_UNAVAILABLE',
    message: `Akash could not ${action}: ${why}.`,
    hint: 'Nothing is lost. Check the network and the state of Akash, then try again.',
    cause,
  });
}

export function unreadable(action: ConsoleAction, cause: unknown): CodexError {
  return new CodexError({
    code: 'AKASH_ANSWER_UNREADABLE',
    message: `Akash answered in a form that is not in its published document when asked to ${action}.`,
    hint: 'Try again. If it stays so, the Console API has changed and CodexOS needs an update.',
    cause,
  });
}

export function transactionFailed(code: number, log: string): CodexError {
  return new CodexError({
    code: 'AKASH_TRANSACTION_FAILED',
    message: `The chain did not take the transaction (code ${code}): ${shorten(log)}`,
    hint: 'Try again. If it names funds, add some in Akash Console first.',
  });
}

function reasonOf(body: string, status: number): string {
  const parsed = consoleErrorSchema.safeParse(parseJson(body));
  const reason = parsed.success ? (parsed.data.message ?? parsed.data.error) : undefined;
  return shorten(reason ?? `no reason given, status ${status}`).replace(/\.$/, '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function shorten(text: string): string {
  return text.length > MAX_REASON ? `${text.slice(0, MAX_REASON)}…` : text;
}
