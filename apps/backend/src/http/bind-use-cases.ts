import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { invoke, type Application, type UseCase } from '@codexos/application';
import { errorResponseSchema } from '@codexos/protocol/wire-error';
import { credentialsOf, type Authenticator } from './authenticate.ts';

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
  app.route({
    method: contract.method,
    url: contract.path,
    schema: {
      tags: [contract.tag],
      summary: contract.summary,
      operationId: contract.name,
      params: contract.params,
      querystring: contract.query,
      ...(contract.method === 'GET' || contract.method === 'DELETE' ? {} : { body: contract.body }),
      response: { [status]: contract.response, default: errorResponseSchema },
    },
    // An action without a body may be sent without one.
    preValidation: async (request: FastifyRequest) => {
      request.body ??= {};
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const principal = await authenticator.principalOf(credentialsOf(request, authenticator.cookieName));
      const value = await invoke(useCase, {
        services: application.services,
        principal,
        request: {
          params: request.params,
          query: request.query,
          body: contract.method === 'GET' || contract.method === 'DELETE' ? {} : request.body,
        },
      });
      return reply.status(status).send(value);
    },
  });
}
