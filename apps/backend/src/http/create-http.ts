import type { IncomingHttpHeaders } from 'node:http';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import {
  createJsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { Application } from '@codexos/application';
import { ERROR_CODES } from '@codexos/protocol/error-codes';
import { toWireError, type CodexError } from '@codexos/utils/errors';
import type { Logger } from '@codexos/utils/logging';
import type { Redactor } from '@codexos/utils/redactor';
import type { Authenticator } from './authenticate.ts';
import { bindUseCases } from './bind-use-cases.ts';
import { classify, setErrorHandling } from './error-handler.ts';
import { bindOpenAiRoutes } from './openai-routes.ts';
import type { OriginGuard } from './origin-guard.ts';
import { addSecurity } from './security-headers.ts';
import { bindSessionRoutes } from './session-routes.ts';
import { bindShareRoutes } from './share-routes.ts';
import { bindSystemRoutes } from './system-routes.ts';
import { bindWebhookRoutes } from './webhook-routes.ts';

export interface HttpOptions {
  application: Application;
  authenticator: Authenticator;
  guard: OriginGuard;
  logger: Logger;
  version: string;
  /** The browser reaches the server over TLS. */
  isSecure: boolean;
  publicUrl: string | undefined;
  /** The pages are served by Next's development server. */
  isDevelopment: boolean;
  isStopping: () => boolean;
  onRoute?: RouteListener | undefined;
}

/** Is told of every route as it is registered. */
export type RouteListener = (route: { method: string; url: string }) => void;

function refusalOf(headers: IncomingHttpHeaders, guard: OriginGuard): CodexError | undefined {
  try {
    guard(headers);
    return undefined;
  } catch (error) {
    return classify(error);
  }
}

/** The last guard before the wire: no text of the API leaves with the value of a secret in it. */
function addRedaction(app: FastifyInstance, redactor: Redactor): void {
  app.addHook('onSend', async (_request, _reply, payload) =>
    typeof payload === 'string' ? redactor.redact(payload) : payload,
  );
}

const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/** The REST side: every route from a contract, every payload validated both ways, one table of errors. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: false,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => {
      // An address that cannot be decoded reaches neither hooks nor routes, so the guard is asked here.
      const known = refusalOf(request.headers, options.guard) ?? classify(error);
      void (reply as FastifyReply).status(ERROR_CODES[known.code].status).send({ error: toWireError(known) });
    },
  });
  const { onRoute } = options;
  if (onRoute)
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) onRoute({ method: each, url });
    });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  setErrorHandling(app, options.logger);
  addSecurity(app, options);
  addRedaction(app, options.application.services.redactor);
  await app.register(cookie);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'CodexOS',
        version: options.version,
        description: 'Flows, agents, knowledge and runs over REST. Live events go over socket.io.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'codexos_session' },
          apiToken: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { apiToken: [] }],
    },
    transform: createJsonSchemaTransform({ skipList: [] }),
    transformObject: jsonSchemaTransformObject,
  });
  bindSessionRoutes(app, options);
  bindShareRoutes(app, options.application);
  bindSystemRoutes(app, options);
  bindOpenAiRoutes(app, options);
  await bindWebhookRoutes(app, options.application);
  bindUseCases(app, options.application, options.authenticator);
  return app;
}
