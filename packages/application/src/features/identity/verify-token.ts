/** Tokens of Supabase, Clerk and others: signature, issuer, audience, algorithm and time are checked, each by name. */
import { CodexError } from '@codexos/utils/errors';
import { createRemoteJWKSet, decodeJwt, jwtVerify, type JWTPayload } from 'jose';
import type { Identity, TokenIssuer } from './identity-options.ts';

const CLOCK_TOLERANCE_S = 5;

export type VerifyToken = (token: string) => Promise<Identity>;

/** Throws TOKEN_INVALID for every token that is not good in all respects. */
export function createTokenVerifier(issuers: readonly TokenIssuer[]): VerifyToken {
  const known = new Map(
    issuers.map((issuer) => [
      issuer.issuer,
      { ...issuer, keys: createRemoteJWKSet(new URL(issuer.jwksUrl)) },
    ]),
  );
  return async (token) => {
    // The issuer is read from the unchecked token only to choose the keys; it is checked with the signature below.
    const issuer = known.get(readIssuer(token));
    if (!issuer) throw refused('its issuer is not one of this server');
    try {
      const { payload } = await jwtVerify(token, issuer.keys, {
        issuer: issuer.issuer,
        ...(issuer.audience === undefined ? {} : { audience: issuer.audience }),
        algorithms: [...issuer.algorithms],
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['sub', 'exp'],
      });
      assertParty(payload, issuer);
      const expiresAt = ((payload.exp ?? 0) + CLOCK_TOLERANCE_S) * 1_000;
      return { ...identityOf(payload, 'groups'), expiresAt };
    } catch (error) {
      if (CodexError.is(error)) throw error;
      throw refused(error instanceof Error ? error.message : String(error), error);
    }
  };
}

/** The words of a checked token. */
export function identityOf(payload: JWTPayload, groupsClaim: string): Identity {
  const { iss = '', sub = '' } = payload;
  const email = textOf(payload.email)?.toLowerCase();
  const groups = payload[groupsClaim];
  return {
    issuer: iss,
    subject: sub,
    name: textOf(payload.name) ?? textOf(payload.preferred_username) ?? email ?? sub,
    ...(email !== undefined && payload.email_verified === true ? { email } : {}),
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
  };
}

function assertParty({ azp }: JWTPayload, { authorizedParties }: TokenIssuer): void {
  if (authorizedParties === undefined) return;
  if (typeof azp !== 'string' || !authorizedParties.includes(azp))
    throw refused('the page that asked for it is not one of the authorized parties');
}

function readIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch (error) {
    throw refused('it is no JSON Web Token', error);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 120) : undefined;
}

function refused(reason: string, cause?: unknown): CodexError {
  return new CodexError({
    code: 'TOKEN_INVALID',
    message: `The token of the identity provider was refused: ${reason}.`,
    hint: 'Sign in there again. The operator of this server sets which issuers it trusts.',
    cause,
  });
}
