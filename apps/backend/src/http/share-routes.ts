/** The public side of share links. Nobody is signed in here: the link in the body is all there is. */
import type { FastifyInstance } from 'fastify';
import type { Application } from '@codexos/application';
import { answerShared, openShared, runShared } from '@codexos/protocol/contracts/share.contract';
import { routeOf } from './route-of.ts';

export function bindShareRoutes(app: FastifyInstance, { services }: Application): void {
  app.route({
    ...routeOf(openShared),
    handler: (request) =>
      services.shares.open(services, openShared.body.parse(request.body).token, request.ip),
  });
  app.route({
    ...routeOf(runShared),
    handler: (request) =>
      services.shares.run(services, { ...runShared.body.parse(request.body), address: request.ip }),
  });
  app.route({
    ...routeOf(answerShared),
    handler: (request) =>
      services.shares.answer(services, { ...answerShared.body.parse(request.body), address: request.ip }),
  });
}
