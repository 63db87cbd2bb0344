import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  assertAllowed,
  invoke,
  isAllowed,
  noteRefusal,
  type Application,
  type Principal,
  type UseCase,
} from '@codexos/application';
import { CodexError } from '@codexos/utils/errors';
import { credentialsOf, type Authenticator } from './authenticate.ts';
import { refuseNul } from './refuse-nul.ts';
import { routeOf } from './route-of.ts';

/** Who sent a request, from the guard to the handler. */
const principals = new WeakMap<FastifyRequest, Principal>();

/** One route for each use case, straight from its contract. */
export function bindUseCases(
  app: FastifyInstance,
  application: Application,
  authenticator: Authenticator,
): void {
  for (const useCase of application.useCases) bindUseCase(app, { useCase, application, authenticator });
}

function bindUseCase(
  app: FastifyInstance,
  {
    useCase,
    application,
    authenticator,
  }: { useCase: UseCase; application: Application; authenticator: Authenticator },
): void {
  const { contract } = useCase;
  const status = contract.status ?? 200;
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  app.route({
    ...routeOf(contract),
    // Who may not call learns nothing about what a call would have to look like.
    onRequest: async (request: FastifyRequest) => {
      const principal = await authenticator.principalOf(credentialsOf(request, authenticator.cookieName));
      if (principal && !isAllowed(principal, contract.permission)) {
        const { services } = application;
        await noteRefusal(contract, { services, principal, request: { params: request.params } });
      }
      assertAllowed(principal, contract.permission);
      principals.set(request, principal);
    },
    // An action without a body may be sent without one.
    preValidation: async (request: FastifyRequest) => {
      request.body ??= {};
      refuseNul(request);
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const value = await invoke(useCase, {
        services: application.services,
        principal: principals.get(request),
        request: { params: request.params, query: request.query, body: hasBody ? request.body : {} },
        signal: whileConnected(reply),
      });
      return reply.status(status).send(value);
    },
  });
}

/** Aborted when the connection ends before the answer is written. */
function whileConnected({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (raw.writableFinished) return;
    controller.abort(
      new CodexError({
        code: 'REQUEST_CANCELLED',
        message: 'Whoever asked has gone before the answer came.',
      }),
    );
  });
  return controller.signal;
}
