/** Signing in at Supabase Auth with e-mail address and password. */
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { z } from 'zod';
import type { SupabaseOptions } from './identity-options.ts';

const ANSWER_MS = 15_000;

/** Of `POST /token?grant_type=password`; see the OpenAPI document of Supabase Auth. */
const grantedSchema = z.object({ access_token: z.string().min(1) });
/** Older versions say `error` and `error_description`. */
const refusedSchema = z.object({
  error_code: z.string().optional(),
  error: z.string().optional(),
  msg: z.string().optional(),
  error_description: z.string().optional(),
});

export interface Credentials {
  email: string;
  password: string;
}

/** Gives the access token, unchecked. Throws SIGN_IN_FAILED, RATE_LIMITED and UNAVAILABLE. */
export type SupabaseSignIn = (credentials: Credentials) => Promise<string>;

export function createSupabaseSignIn({ issuer, publishableKey }: SupabaseOptions): SupabaseSignIn {
  return async (credentials) => {
    const { status, body } = await ask(`${issuer}/token?grant_type=password`, publishableKey, credentials);
    const granted = grantedSchema.safeParse(body);
    if (status === 200 && granted.success) return granted.data.access_token;
    throw refusal(status, body);
  };
}

async function ask(
  url: string,
  publishableKey: string,
  body: Credentials,
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return { status: response.status, body: await response.json() };
  } catch (cause) {
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `Supabase does not answer: ${errorMessage(cause)}`,
      hint: 'Try again in a moment. The operator can check SUPABASE_URL.',
      cause,
    });
  }
}

function refusal(status: number, body: unknown): CodexError {
  const said = refusedSchema.safeParse(body).data ?? {};
  const code = said.error_code ?? said.error;
  if (status === 429) {
    return new CodexError({
      code: 'RATE_LIMITED',
      message: 'Supabase was asked too often.',
      hint: 'Wait a minute, then try again.',
    });
  }
  if (code === 'invalid_credentials' || code === 'invalid_grant') {
    return new CodexError({
      code: 'SIGN_IN_FAILED',
      message: 'E-mail address and password do not belong together.',
      hint: 'Use those of your account at Supabase.',
    });
  }
  if (code === 'email_not_confirmed') {
    return new CodexError({
      code: 'SIGN_IN_FAILED',
      message: 'Your e-mail address is not confirmed yet.',
      hint: 'Follow the link that Supabase sent you, then sign in.',
    });
  }
  const words = said.msg ?? said.error_description ?? `status ${status}`;
  const isKey = status === 401 || status === 403;
  return new CodexError({
    code: isKey || status >= 500 ? 'UNAVAILABLE' : 'SIGN_IN_FAILED',
    message: `Supabase let nobody in: ${words}`,
    hint: isKey ? 'The operator can check SUPABASE_ANON_KEY.' : 'Try again from the sign-in page.',
  });
}
