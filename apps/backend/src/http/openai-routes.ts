/** Chat completions, whole or as a stream. The models are ordinary routes; this one speaks while the run goes on. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  assertAllowed,
  isAllowed,
  noteRefusal,
  type Application,
  type Principal,
} from '@codexos/application';
import { createChatCompletion, type ChatCompletionBody } from '@codexos/protocol/contracts/openai.contract';
import type { RunId } from '@codexos/protocol/ids';
import { credentialsOf, type Authenticator } from './authenticate.ts';
import { createCompletionWriter } from './openai-answer.ts';
import { streamCompletion } from './openai-stream.ts';
import { refuseNul } from './refuse-nul.ts';
import { routeOf } from './route-of.ts';

export interface OpenAiRouteOptions {
  application: Application;
  authenticator: Authenticator;
  publicUrl: string | undefined;
  isStopping: () => boolean;
}

export function bindOpenAiRoutes(app: FastifyInstance, options: OpenAiRouteOptions): void {
  const { application, authenticator } = options;
  const { services } = application;
  const principals = new WeakMap<FastifyRequest, Principal>();
  app.route({
    ...routeOf(createChatCompletion),
    onRequest: async (request: FastifyRequest) => {
      const principal = await authenticator.principalOf(credentialsOf(request, authenticator.cookieName));
      if (principal && !isAllowed(principal, createChatCompletion.permission))
        await noteRefusal(createChatCompletion, { services, principal, request: {} });
      assertAllowed(principal, createChatCompletion.permission);
      principals.set(request, principal);
    },
    preValidation: async (request: FastifyRequest) => refuseNul(request),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const principal = principals.get(request);
      assertAllowed(principal, createChatCompletion.permission);
      return answer(options, { principal, request, reply });
    },
  });
}

async function answer(
  { application: { services }, publicUrl, isStopping }: OpenAiRouteOptions,
  { principal, request, reply }: { principal: Principal; request: FastifyRequest; reply: FastifyReply },
): Promise<unknown> {
  const body = createChatCompletion.body.parse(request.body);
  const caller = new AbortController();
  const { runId, startedAt, steps } = await services.chatCompletions.open(services, {
    principal,
    body,
    signal: caller.signal,
  });
  let isOver = false;
  const onClose = (): void => {
    if (isOver || reply.raw.writableFinished || isStopping()) return;
    caller.abort();
    services.chatCompletions
      .cancel(services, principal, runId)
      .catch((error: unknown) =>
        services.logger.error({ err: error, runId }, 'A run that nobody waits for could not be cancelled'),
      );
  };
  reply.raw.on('close', onClose);
  if (reply.raw.closed) onClose();
  await note(services, { principal, runId, body });
  const origin = publicUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`;
  const writer = createCompletionWriter({
    runId,
    model: body.model,
    created: Math.floor(startedAt / 1_000),
    runUrl: `${origin}/runs/${runId}`,
  });
  void reply.header('x-request-id', runId);
  const end = (): void => void (isOver = true);
  if (body.stream !== true) {
    const whole = await writer.whole(steps);
    end();
    return whole;
  }
  const lines = await streamCompletion(steps, {
    writer,
    hasUsage: body.stream_options?.include_usage ?? false,
    redact: (text) => services.redactor.redact(text),
    onEnd: end,
  });
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .send(Readable.from(lines));
}

async function note(
  services: Application['services'],
  { principal, runId, body }: { principal: Principal; runId: RunId; body: ChatCompletionBody },
): Promise<void> {
  try {
    await services.audit.record({
      workspaceId: principal.workspaceId,
      actor: { type: principal.type, id: principal.userId },
      action: createChatCompletion.name,
      target: runId,
      outcome: 'done',
      details: { model: body.model },
    });
  } catch (error) {
    services.logger.fatal({ err: error, runId }, 'The audit log could not be written');
  }
}
