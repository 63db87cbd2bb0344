/** The routes that make and end sessions. They set cookies, so they belong to HTTP and not to a use case. */
import type { FastifyInstance } from 'fastify';
import { assertAllowed, type Application } from '@codexos/application';
import { createSession, deleteSession, getSession } from '@codexos/protocol/contracts/session.contract';
import { errorResponseSchema } from '@codexos/protocol/wire-error';
import { CodexError } from '@codexos/utils/errors';
import { credentialsOf, type Authenticator } from './authenticate.ts';

export function bindSessionRoutes(
  app: FastifyInstance,
  application: Application,
  authenticator: Authenticator,
): void {
  const { sessions } = application.services;
  const { cookieName } = authenticator;
  const cookieOptions = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

  app.route({
    ...routeOf(createSession),
    schema: { ...routeOf(createSession).schema, body: createSession.body },
    handler: async (request, reply) => {
      const { startToken } = createSession.body.parse(request.body);
      if (!authenticator.isStartToken(startToken)) {
        throw new CodexError({
          code: 'TOKEN_INVALID',
          message: 'The start token is not the one of this server.',
          hint: 'Copy the whole address that the server printed when it started.',
        });
      }
      const principal = await sessions.localPrincipal();
      const { value, expiresAt } = await sessions.create(principal);
      reply.setCookie(cookieName, value, { ...cookieOptions, expires: new Date(expiresAt) });
      return sessions.describe(principal);
    },
  });

  app.route({
    ...routeOf(getSession),
    handler: async (request) => {
      const principal = await authenticator.principalOf(credentialsOf(request, cookieName));
      assertAllowed(principal, getSession.permission);
      return sessions.describe(principal);
    },
  });

  app.route({
    ...routeOf(deleteSession),
    handler: async (request, reply) => {
      const { cookie } = credentialsOf(request, cookieName);
      if (cookie !== undefined) await sessions.end(cookie);
      reply.clearCookie(cookieName, cookieOptions);
      return {};
    },
  });
}

function routeOf(contract: typeof createSession | typeof getSession | typeof deleteSession) {
  return {
    method: contract.method,
    url: contract.path,
    schema: {
      tags: [contract.tag],
      summary: contract.summary,
      operationId: contract.name,
      response: { 200: contract.response, default: errorResponseSchema },
    },
  };
}
