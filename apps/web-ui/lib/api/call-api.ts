import type { Contract } from '@codexos/protocol/contract';
import { errorResponseSchema } from '@codexos/protocol/wire-error';
import type { z } from 'zod';
import { ApiError, SERVER_UNREACHABLE } from './api-error';

type Optional<TKey extends string, TSchema extends z.ZodType> =
  Record<never, never> extends z.input<TSchema>
    ? { [K in TKey]?: z.input<TSchema> }
    : { [K in TKey]: z.input<TSchema> };

export type ApiRequest<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Optional<
  'params',
  P
> &
  Optional<'query', Q> &
  Optional<'body', B>;

interface AnyRequest {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/** Calls the operation that a contract describes. The answer is parsed; a refusal throws ApiError. */
export async function callApi<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(contract: Contract<P, Q, B, R>, request: ApiRequest<P, Q, B>, signal?: AbortSignal): Promise<z.output<R>> {
  const { params, query, body } = request as AnyRequest;
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE';
  const response = await send(buildPath(contract.path, params) + buildQuery(query), {
    method: contract.method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}) },
    ...(hasBody ? { body: JSON.stringify(body ?? {}) } : {}),
    ...(signal ? { signal } : {}),
  });
  const json = await readJson(response);
  if (!response.ok) throw toApiError(response.status, json);
  const parsed = contract.response.safeParse(json);
  if (!parsed.success) throw unreadable(contract.name, response.status);
  return parsed.data;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(SERVER_UNREACHABLE, 0);
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toApiError(status: number, json: unknown): ApiError {
  const parsed = errorResponseSchema.safeParse(json);
  return parsed.success ? new ApiError(parsed.data.error, status) : unreadable(`HTTP ${status}`, status);
}

function unreadable(name: string, status: number): ApiError {
  return new ApiError(
    {
      code: 'INTERNAL',
      title: 'The answer of the server could not be read',
      message: `${name} answered in an unexpected form.`,
      hint: 'Reload the page: the server may have been updated.',
    },
    status,
  );
}

function buildPath(path: string, params: unknown): string {
  const values = isRecord(params) ? params : {};
  return path.replace(/:([A-Za-z]+)/g, (_match, name: string) => encodeURIComponent(String(values[name])));
}

function buildQuery(query: unknown): string {
  if (!isRecord(query)) return '';
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
