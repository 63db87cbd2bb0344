import type { FastifyRequest } from 'fastify';
import { isSameSecret, type Application, type Principal } from '@codexos/application';
import { CodexError } from '@codexos/utils/errors';

export interface Authenticator {
  /** Name of the session cookie; holds the port, because cookies of one host are shared by all its ports. */
  cookieName: string;
  /** The principal of a request: session cookie, API token or start token as bearer; undefined for nobody. */
  principalOf(credentials: Credentials): Promise<Principal | undefined>;
  isStartToken(value: string): boolean;
}

export interface Credentials {
  cookie: string | undefined;
  authorization: string | undefined;
}

export function createAuthenticator(
  application: Application,
  { startToken, port }: { startToken: string; port: number },
): Authenticator {
  const { sessions } = application.services;
  const isStartToken = (value: string): boolean => isSameSecret(value, startToken);
  return {
    cookieName: `codexos_session_${port}`,
    isStartToken,
    async principalOf({ cookie, authorization }) {
      if (authorization !== undefined) {
        const value = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? '';
        const principal = isStartToken(value)
          ? await sessions.localPrincipal()
          : await sessions.principalOfApiToken(value);
        if (principal) return principal;
        throw new CodexError({
          code: 'TOKEN_INVALID',
          message: 'The bearer token is unknown or has been revoked.',
          hint: 'Create a new API token in the settings.',
        });
      }
      return cookie === undefined ? undefined : sessions.principalOfSession(cookie);
    },
  };
}

export function credentialsOf(request: FastifyRequest, cookieName: string): Credentials {
  return { cookie: request.cookies[cookieName], authorization: request.headers.authorization };
}
