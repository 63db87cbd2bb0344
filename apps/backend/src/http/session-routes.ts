/** The routes that make and end sessions. They set cookies, so they belong to HTTP and not to a use case. */
import type { FastifyInstance } from 'fastify';
import { assertAllowed, noteCall, type Application } from '@codexos/application';
import { lookUpInvitation } from '@codexos/protocol/contracts/people.contract';
import {
  createSession,
  deleteSession,
  getSession,
  getSignInOptions,
  signIn,
  signUp,
} from '@codexos/protocol/contracts/session.contract';
import { CodexError } from '@codexos/utils/errors';
import { admit, visitorOf } from './admit.ts';
import { credentialsOf, type Authenticator } from './authenticate.ts';
import { createCookies, type Cookies } from './cookies.ts';
import { bindProviderRoutes } from './provider-routes.ts';
import { routeOf } from './route-of.ts';

export interface SessionRouteOptions {
  application: Application;
  authenticator: Authenticator;
  /** The browser reaches the server over TLS. */
  isSecure: boolean;
  publicUrl: string | undefined;
}

export function bindSessionRoutes(app: FastifyInstance, options: SessionRouteOptions): void {
  const cookies = createCookies(options.authenticator.cookieName, options.isSecure);
  bindLocalSession(app, options, cookies);
  bindAccounts(app, options, cookies);
  bindProviderRoutes(app, { ...options, cookies });

  app.route({
    ...routeOf(getSession),
    handler: async (request) => {
      const { authenticator, application } = options;
      const principal = await authenticator.principalOf(credentialsOf(request, authenticator.cookieName));
      assertAllowed(principal, getSession.permission);
      return application.services.sessions.describe(principal);
    },
  });

  app.route({
    ...routeOf(deleteSession),
    handler: async (request, reply) => {
      const { authenticator, application } = options;
      const credentials = credentialsOf(request, authenticator.cookieName);
      const { cookie } = credentials;
      if (cookie !== undefined) {
        const principal = await authenticator.principalOf(credentials);
        await application.services.sessions.end(cookie);
        if (principal)
          await noteCall(deleteSession, {
            ...{ services: application.services, principal },
            target: principal.userId,
          });
      }
      cookies.clear(reply);
      return {};
    },
  });
}

function bindLocalSession(
  app: FastifyInstance,
  { application, authenticator }: SessionRouteOptions,
  cookies: Cookies,
): void {
  const { sessions, authMode } = application.services;
  app.route({
    ...routeOf(createSession),
    handler: async (request, reply) => {
      const { startToken } = createSession.body.parse(request.body);
      if (authMode === 'accounts' || !authenticator.isStartToken(startToken)) throw wrongStartToken(authMode);
      const principal = await sessions.localPrincipal();
      cookies.set(reply, await sessions.create(principal, visitorOf(request).device));
      return sessions.describe(principal);
    },
  });
}

function bindAccounts(
  app: FastifyInstance,
  { application, authenticator }: SessionRouteOptions,
  cookies: Cookies,
): void {
  const { access, authMode, identities } = application.services;

  app.route({
    ...routeOf(getSignInOptions),
    handler: async () => ({
      mode: authMode,
      needsSetup: await access.needsSetup(),
      hasPasswords: authMode === 'accounts',
      providers: [
        ...(identities.oidc ? [{ id: 'oidc', label: identities.oidc.label, kind: 'page' as const }] : []),
        ...(identities.supabase ? [{ id: 'supabase', label: 'Supabase', kind: 'password' as const }] : []),
      ],
    }),
  });

  app.route({
    ...routeOf(signIn),
    handler: async (request, reply) => {
      const admission = await access.signIn(signIn.body.parse(request.body), visitorOf(request));
      return admit(application, { admission, cookies, reply });
    },
  });

  app.route({
    ...routeOf(signUp),
    handler: async (request, reply) => {
      const { token, ...account } = signUp.body.parse(request.body);
      const visitor = visitorOf(request);
      access.assertAccounts();
      if (token.type === 'setup' && !authenticator.isStartToken(token.value)) {
        access.countTry(visitor.address);
        throw wrongStartToken('local');
      }
      const admission =
        token.type === 'setup'
          ? await access.setUp(account, visitor)
          : await access.signUp(token.value, account, visitor);
      return admit(application, { admission, cookies, reply });
    },
  });

  app.route({
    ...routeOf(lookUpInvitation),
    handler: async (request) => {
      const { token } = lookUpInvitation.body.parse(request.body);
      const { workspaceName, invitedBy, role, email, expiresAt } = await access.lookUp(token, request.ip);
      return { workspaceName, invitedBy, role, expiresAt, ...(email === undefined ? {} : { email }) };
    },
  });
}

function wrongStartToken(mode: 'local' | 'accounts'): CodexError {
  if (mode === 'accounts') {
    return new CodexError({
      code: 'TOKEN_INVALID',
      message: 'This server asks for accounts; its start token opens no session.',
      hint: 'Sign in. The start token makes the first account, once.',
    });
  }
  return new CodexError({
    code: 'TOKEN_INVALID',
    message: 'The start token is not the one of this server.',
    hint: 'Copy the whole address that the server printed when it started.',
  });
}
