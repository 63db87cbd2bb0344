/** To the sign-in page of a provider and back. Redirects of a browser, so they stand beside the API and not in it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Admission, Application, Identity } from '@codexos/application';
import { exchangeToken, signInWithSupabase } from '@codexos/protocol/contracts/session.contract';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { admit, visitorOf } from './admit.ts';
import type { Cookies } from './cookies.ts';
import { classify } from './error-handler.ts';
import { routeOf } from './route-of.ts';

export interface ProviderRouteOptions {
  application: Application;
  cookies: Cookies;
  isSecure: boolean;
  /** Address that browsers reach the server at; the Host of the request when absent. */
  publicUrl: string | undefined;
}

const PATH = '/api/v1/session/providers/oidc';
const PENDING_COOKIE = 'codexos_sign_in';
const PENDING_S = 600;

const pendingSchema = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() });

export function bindProviderRoutes(app: FastifyInstance, options: ProviderRouteOptions): void {
  const { application, cookies } = options;
  const { access, identities } = application.services;

  const enterAs = async (identity: Identity, request: FastifyRequest): Promise<Admission> =>
    access.enter(await identities.admit(identity), visitorOf(request), { issuer: identity.issuer });

  app.route({
    ...routeOf(exchangeToken),
    handler: async (request, reply) => {
      access.assertAccounts();
      access.countTry(request.ip);
      const { token } = exchangeToken.body.parse(request.body);
      const admission = await enterAs(await identities.verifyToken(token), request);
      return admit(application, { admission, cookies, reply });
    },
  });

  app.route({
    ...routeOf(signInWithSupabase),
    handler: async (request, reply) => {
      access.assertAccounts();
      access.countTry(request.ip);
      const credentials = signInWithSupabase.body.parse(request.body);
      if (!identities.supabase) throw noProvider('SUPABASE_URL and SUPABASE_ANON_KEY');
      const token = await identities.supabase(credentials);
      const admission = await enterAs(await identities.verifyToken(token), request);
      return admit(application, { admission, cookies, reply });
    },
  });

  // Lax, because it has to come along when the provider sends the browser back.
  const pendingCookie = { path: PATH, httpOnly: true, sameSite: 'lax', secure: options.isSecure } as const;

  app.get(PATH, { schema: { hide: true } }, async (request, reply) => {
    access.assertAccounts();
    access.countTry(request.ip);
    const { url, pending } = await oidcOf(application).begin(callbackOf(request, options));
    reply.setCookie(PENDING_COOKIE, encode(pending), { ...pendingCookie, maxAge: PENDING_S });
    return reply.redirect(url);
  });

  app.get(`${PATH}/callback`, { schema: { hide: true } }, async (request, reply) => {
    reply.clearCookie(PENDING_COOKIE, pendingCookie);
    try {
      access.assertAccounts();
      const pending = decode(request.cookies[PENDING_COOKIE]);
      const query = request.url.slice(request.url.indexOf('?'));
      const identity = await oidcOf(application).finish(callbackOf(request, options) + query, pending);
      const admission = await enterAs(identity, request);
      cookies.set(reply, admission.cookie);
      return await reply.redirect('/');
    } catch (error) {
      // A person looks at this answer, so it is told by the sign-in page and not as JSON.
      const known = classify(error);
      const words = known.code === 'INTERNAL' ? 'Something went wrong on the way back.' : known.message;
      return reply.redirect(`/#problem=${encodeURIComponent(words)}`);
    }
  });
}

function oidcOf({ services }: Application) {
  const { oidc } = services.identities;
  if (oidc) return oidc;
  throw noProvider('CODEXOS_OIDC_ISSUER');
}

function noProvider(variables: string): CodexError {
  return new CodexError({
    code: 'NOT_FOUND',
    message: 'This server does not sign people in that way.',
    hint: `The operator can set ${variables}.`,
  });
}

function callbackOf(request: FastifyRequest, { publicUrl }: ProviderRouteOptions): string {
  const origin = publicUrl ?? `http://${request.headers.host ?? ''}`;
  return `${origin.replace(/\/$/, '')}${PATH}/callback`;
}

function encode(pending: z.infer<typeof pendingSchema>): string {
  return Buffer.from(JSON.stringify(pending)).toString('base64url');
}

function decode(value: string | undefined): z.infer<typeof pendingSchema> {
  try {
    return pendingSchema.parse(JSON.parse(Buffer.from(value ?? '', 'base64url').toString('utf8')));
  } catch (cause) {
    throw new CodexError({
      code: 'SIGN_IN_FAILED',
      message: 'The sign-in was not begun in this browser, or took longer than ten minutes.',
      hint: 'Begin again from the sign-in page.',
      cause,
    });
  }
}
