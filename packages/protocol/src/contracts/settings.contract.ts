import { z } from 'zod';
import { modelDescriptorSchema } from '../catalogue.ts';
import { defineContract, emptySchema, listOf, permissionSchema } from '../contract.ts';
import { apiTokenIdSchema } from '../ids.ts';

export const providerStatusSchema = z.object({
  /** First part of a model ref. */
  name: z.string(),
  label: z.string(),
  kind: z.enum(['builtin', 'openai-compatible', 'anthropic', 'ollama']),
  baseUrl: z.string().optional(),
  /** `ready`, or what is missing: a key, or a server that answers. */
  state: z.enum(['ready', 'key-missing', 'unreachable']),
  /** Name of the secret that holds its key, for providers that need one. */
  secretName: z.string().optional(),
  hasKey: z.boolean(),
  /** What to do when the state is not `ready`. */
  hint: z.string().optional(),
  models: z.array(modelDescriptorSchema),
});
export type ProviderStatus = z.infer<typeof providerStatusSchema>;

const base = { tag: 'settings' } as const;

export const listProviders = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/providers',
  name: 'listProviders',
  summary: 'Model providers, what each offers and what it lacks',
  permission: 'settings:read',
  query: z.object({
    /** `true` asks each server again instead of using what was seen in the last minute. */
    refresh: z.enum(['true', 'false']).default('false'),
  }),
  response: listOf(providerStatusSchema),
});

export const setDefaultModel = defineContract({
  ...base,
  method: 'PUT',
  path: '/api/v1/settings/default-model',
  name: 'setDefaultModel',
  summary: 'The model that new nodes and agents start with',
  permission: 'settings:write',
  body: z.object({ model: z.string().min(3).max(200) }),
  response: z.object({ model: z.string() }),
});

export const apiTokenSchema = z.object({
  id: apiTokenIdSchema,
  name: z.string(),
  /** The first characters, to tell tokens apart. */
  prefix: z.string(),
  /** What it may do, as far as its maker's role reaches. */
  permissions: z.array(permissionSchema),
  createdAt: z.number(),
  expiresAt: z.number().optional(),
  lastUsedAt: z.number().optional(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const listApiTokens = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/api-tokens',
  name: 'listApiTokens',
  summary: 'API tokens of the workspace, without their values',
  permission: 'token:manage',
  response: listOf(apiTokenSchema),
});

export const createApiToken = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/api-tokens',
  name: 'createApiToken',
  summary: 'Create an API token; its value is shown this once',
  permission: 'token:manage',
  status: 201,
  body: z.object({
    name: z.string().min(1).max(120),
    /** Run what is published and follow its runs, when absent. What decides about access cannot be given. */
    permissions: z.array(permissionSchema).min(1).max(50).optional(),
    /** It lives until it is revoked, when absent. */
    expiresInDays: z.int().min(1).max(3_650).optional(),
  }),
  response: apiTokenSchema.extend({ value: z.string() }),
});

export const deleteApiToken = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/api-tokens/:apiTokenId',
  name: 'deleteApiToken',
  summary: 'Revoke an API token at once',
  permission: 'token:manage',
  params: z.object({ apiTokenId: apiTokenIdSchema }),
  response: emptySchema,
});
