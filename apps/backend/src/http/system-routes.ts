/** Liveness, readiness, metrics and the OpenAPI document: what a person or a supervisor asks without a session. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { assertAllowed, pingDatabase, type Application } from '@codexos/application';
import { getLiveness, getReadiness } from '@codexos/protocol/contracts/system.contract';
import { CodexError } from '@codexos/utils/errors';
import { credentialsOf, type Authenticator } from './authenticate.ts';

export interface SystemRouteOptions {
  application: Application;
  authenticator: Authenticator;
  isStopping: () => boolean;
}

export function bindSystemRoutes(
  app: FastifyInstance,
  { application, authenticator, isStopping }: SystemRouteOptions,
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'codexos_' });

  app.get(getLiveness.path, { schema: describe(getLiveness) }, async () => ({ status: 'ok' as const }));

  app.get(getReadiness.path, { schema: describe(getReadiness) }, async () => {
    if (isStopping()) {
      throw new CodexError({
        code: 'UNAVAILABLE',
        message: 'The server is shutting down.',
        hint: 'Try again in a moment.',
      });
    }
    await pingDatabase(application.services.database);
    return { status: 'ok' as const, database: application.services.database.kind };
  });

  app.get('/api/v1/metrics', { schema: { hide: true } }, async (request, reply) => {
    const principal = await authenticator.principalOf(credentialsOf(request, authenticator.cookieName));
    assertAllowed(principal, 'settings:read');
    return reply.type(registry.contentType).send(await registry.metrics());
  });

  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

function describe(contract: typeof getLiveness | typeof getReadiness) {
  return {
    tags: [contract.tag],
    summary: contract.summary,
    operationId: contract.name,
    response: { 200: contract.response },
  };
}
