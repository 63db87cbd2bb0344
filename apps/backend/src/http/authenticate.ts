import type { FastifyRequest } from 'fastify';
import { isSameSecret, type Application, type Principal } from '@codexos/application';
import { CodexError } from '@codexos/utils/errors';

export interface Authenticator {
  /** Name of the session cookie; holds the port, because cookies of one host are shared by all its ports. */
  cookieName: string;
  /**
   * The principal of a request: session cookie, or as bearer an API token or, where there are no accounts, the start
   * token; undefined for nobody. Throws TOKEN_INVALID for a bearer that is none of these.
   */
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
  const { sessions, authMode, identities, members } = application.services;
  const isStartToken = (value: string): boolean => isSameSecret(value, startToken);

  /** Whoever brings a token of the identity provider is that person, in the workspace where they were last. */
  const principalOfIdentity = async (token: string): Promise<Principal | undefined> => {
    const identity = await identities.verifyToken(token);
    const userId = await identities.admit(identity);
    const workspaceId = await members.homeOf(userId);
    if (!workspaceId) return undefined;
    const { role } = await members.workspaceOf({ workspaceId, userId });
    const { expiresAt } = identity;
    return { type: 'user', userId, workspaceId, role, ...(expiresAt === undefined ? {} : { expiresAt }) };
  };

  const principalOfBearer = async (value: string): Promise<Principal | undefined> => {
    if (authMode === 'local' && isStartToken(value)) return sessions.localPrincipal();
    const isJwt = value.split('.').length === 3 && authMode === 'accounts' && identities.hasTokenIssuers;
    return isJwt ? principalOfIdentity(value) : sessions.principalOfApiToken(value);
  };

  return {
    cookieName: `codexos_session_${port}`,
    isStartToken,
    async principalOf({ cookie, authorization }) {
      if (authorization === undefined)
        return cookie === undefined ? undefined : sessions.principalOfSession(cookie);
      const principal = await principalOfBearer(/^Bearer (.+)$/i.exec(authorization)?.[1] ?? '');
      if (principal) return principal;
      throw new CodexError({
        code: 'TOKEN_INVALID',
        message: 'The bearer token is unknown, has been revoked or has ended.',
        hint: 'Create a new API token in the settings.',
      });
    },
  };
}

export function credentialsOf(request: FastifyRequest, cookieName: string): Credentials {
  return { cookie: request.cookies[cookieName], authorization: request.headers.authorization };
}
