/** Webhooks. A signature covers the bytes of a body, so it is taken as it comes and read only once that fits. */
import type { FastifyInstance } from 'fastify';
import type { Application } from '@codexos/application';
import { receiveWebhook } from '@codexos/protocol/contracts/triggers.contract';
import { routeOf } from './route-of.ts';

const BODY_LIMIT_BYTES = 256 * 1024;

export async function bindWebhookRoutes(app: FastifyInstance, { services }: Application): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
      (_request, body, done) => done(null, body),
    );
    const { schema, ...route } = routeOf(receiveWebhook);
    scope.route({
      ...route,
      schema,
      bodyLimit: BODY_LIMIT_BYTES,
      // The body is bytes here; what they say is read after the signature.
      validatorCompiler: () => (value) => ({ value }),
      handler: async (request, reply) => {
        const { triggerId } = receiveWebhook.params.parse(request.params);
        const { wait = 'false', ...query } = request.query as Record<string, string>;
        const answer = await services.webhooks.receive(services, {
          triggerId,
          query,
          isWaiting: wait === 'true',
          headers: Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
          ),
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        });
        return reply.status(receiveWebhook.status ?? 200).send(answer);
      },
    });
  });
}
