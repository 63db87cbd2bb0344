import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '@codexos/protocol/error-codes';
import { CodexError, errorMessage, toCodexError, toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import { isOpenAiPath, sendOpenAiError } from './openai-error.ts';

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  400: 'REQUEST_INVALID',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'REQUEST_INVALID',
  429: 'RATE_LIMITED',
};

/** The one way out for errors of the API: a row of the error table, with an id that finds the log record. */
export function setErrorHandling(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const known = classify(error);
    const errorId = createId<string>();
    const status = ERROR_CODES[known.code].status;
    const record = {
      errorId,
      code: known.code,
      method: request.method,
      route: request.routeOptions.url,
      err: status >= 500 ? known : undefined,
    };
    if (status >= 500) logger.error(record, known.message);
    else logger.info(record, known.message);
    if (isOpenAiPath(request.url)) return sendOpenAiError(reply, known, errorId);
    return reply.status(status).send({ error: toWireError(known, { errorId }) });
  });
}

/** Any error as one of ours. Zod's issues become the details of REQUEST_INVALID, each with its path. */
export function classify(error: unknown): CodexError {
  if (CodexError.is(error)) return error;
  const issues = issuesOf(error);
  if (issues) {
    return new CodexError({
      code: 'REQUEST_INVALID',
      message: issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '),
      hint: 'See the OpenAPI document at /api/v1/openapi.json for what the operation takes.',
      details: { issues },
      cause: error,
    });
  }
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
  const code = CODE_BY_STATUS[status] ?? 'INTERNAL';
  if (code === 'INTERNAL') return toCodexError(error);
  return new CodexError({
    code,
    message: errorMessage(error),
    hint: 'Send JSON with the content type application/json, and no body where none is taken.',
    cause: error,
  });
}

function issuesOf(error: unknown): { path: string; message: string }[] | undefined {
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  }
  if (
    typeof error !== 'object' ||
    error === null ||
    !('validation' in error) ||
    !Array.isArray(error.validation)
  )
    return undefined;
  return error.validation.map((issue: { instancePath?: string; message?: string }) => ({
    path: (issue.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
    message: issue.message ?? 'is not valid',
  }));
}
