/**
 * A REST contract is data: the server binds a route to it, the OpenAPI document is generated from it, and the
 * typed clients of the studio and the CLI consume it.
 */
import { z } from 'zod';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a caller needs to be allowed to do in the workspace; the guard's table says which role has which. */
export const permissionSchema = z.enum([
  'public',
  'session',
  'account:manage',
  'member:read',
  'member:manage',
  'workspace:create',
  'workspace:manage',
  'share:manage',
  'flow:read',
  'flow:write',
  'flow:run',
  'flow:publish',
  'published:run',
  'run:read',
  'run:cancel',
  'agent:read',
  'agent:write',
  'tool:read',
  'tool:write',
  'knowledge:read',
  'knowledge:write',
  'file:read',
  'conversation:read',
  'conversation:write',
  'memory:read',
  'memory:write',
  'listing:read',
  'listing:write',
  'listing:fork',
  'registry:manage',
  'secret:read',
  'secret:write',
  'deployment:read',
  'deployment:write',
  'audit:read',
  'governance:read',
  'governance:write',
  'governance:admin',
  'token:manage',
  'settings:read',
  'settings:write',
]);
export type Permission = z.infer<typeof permissionSchema>;

export interface Contract<
  TParams extends z.ZodType = z.ZodType,
  TQuery extends z.ZodType = z.ZodType,
  TBody extends z.ZodType = z.ZodType,
  TResponse extends z.ZodType = z.ZodType,
> {
  method: HttpMethod;
  /** With `:name` for parameters, from the root, for example `/api/v1/flows/:flowId`. */
  path: string;
  /** Operation id in the OpenAPI document and name of the client's function. */
  name: string;
  summary: string;
  tag: string;
  permission: Permission;
  params: TParams;
  query: TQuery;
  body: TBody;
  response: TResponse;
  /** Whether a call goes into the audit log; all that are no GET do when absent. */
  isAudited?: boolean;
  /** Status of a success; 200 when absent. */
  status?: 200 | 201 | 202 | 204;
}

const nothing = z.object({}).strict();
export type Nothing = typeof nothing;

type ContractInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Omit<
  Contract<P, Q, B, R>,
  'params' | 'query' | 'body'
> & { params?: P; query?: Q; body?: B };

/** Declares a contract; what is left out of params, query and body must be empty in a request. */
export function defineContract<
  TResponse extends z.ZodType,
  TParams extends z.ZodType = Nothing,
  TQuery extends z.ZodType = Nothing,
  TBody extends z.ZodType = Nothing,
>(input: ContractInput<TParams, TQuery, TBody, TResponse>): Contract<TParams, TQuery, TBody, TResponse> {
  return {
    ...input,
    params: input.params ?? (nothing as unknown as TParams),
    query: input.query ?? (nothing as unknown as TQuery),
    body: input.body ?? (nothing as unknown as TBody),
  };
}

/** Reply of an operation that has nothing to say. */
export const emptySchema = z.object({});

export function listOf<TItem extends z.ZodType>(item: TItem) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}

export const pageQuery = {
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
