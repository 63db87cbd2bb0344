/** The vault. Values go in and never come out: no response of any route holds one. */
import { z } from 'zod';
import { defineContract, emptySchema, listOf } from '../contract.ts';
import { secretIdSchema } from '../ids.ts';
import {
  secretGrantsSchema,
  secretNameSchema,
  secretSchema,
  secretUseSchema,
  secretValueSchema,
  secretVersionSchema,
} from '../secret.ts';

const base = { tag: 'vault' } as const;
const params = z.object({ secretId: secretIdSchema });

export const listSecrets = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/secrets',
  name: 'listSecrets',
  summary: 'Secrets of the workspace, without their values',
  permission: 'secret:read',
  response: listOf(secretSchema),
});

export const createSecret = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/secrets',
  name: 'createSecret',
  summary: 'Seal a new secret in the vault',
  permission: 'secret:write',
  status: 201,
  body: z.object({
    name: secretNameSchema,
    description: z.string().max(500).default(''),
    value: secretValueSchema,
    grants: secretGrantsSchema.default({ tools: [], providers: [], agents: [], hosts: [] }),
  }),
  response: secretSchema,
});

export const getSecret = defineContract({
  ...base,
  method: 'GET',
  path: '/api/v1/secrets/:secretId',
  name: 'getSecret',
  summary: 'A secret with its versions and its last uses, without any value',
  permission: 'secret:read',
  params,
  response: z.object({
    secret: secretSchema,
    versions: z.array(secretVersionSchema),
    uses: z.array(secretUseSchema),
    /** Flows whose draft names the secret. */
    flows: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Tools of the workspace that name it. */
    tools: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
});

export const updateSecret = defineContract({
  ...base,
  method: 'PATCH',
  path: '/api/v1/secrets/:secretId',
  name: 'updateSecret',
  summary: 'Change what a secret is for, who may use it and where it may go',
  permission: 'secret:write',
  params,
  body: z.object({ description: z.string().max(500).optional(), grants: secretGrantsSchema.optional() }),
  response: secretSchema,
});

export const rotateSecret = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/secrets/:secretId/rotate',
  name: 'rotateSecret',
  summary: 'Put a new value in place of the old one, which is destroyed; a revoked secret works again',
  permission: 'secret:write',
  params,
  body: z.object({ value: secretValueSchema }),
  response: secretSchema,
});

export const revokeSecret = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/secrets/:secretId/revoke',
  name: 'revokeSecret',
  summary: 'Destroy the value at once; what the secret was for stays visible',
  permission: 'secret:write',
  params,
  response: secretSchema,
});

export const deleteSecret = defineContract({
  ...base,
  method: 'DELETE',
  path: '/api/v1/secrets/:secretId',
  name: 'deleteSecret',
  summary: 'Remove a secret with its versions and uses',
  permission: 'secret:write',
  params,
  response: emptySchema,
});

export const importSecrets = defineContract({
  ...base,
  method: 'POST',
  path: '/api/v1/secrets/import',
  name: 'importSecrets',
  summary: 'Seal what the text of a .env file holds; nothing is run or expanded',
  permission: 'secret:write',
  body: z.object({
    text: z.string().min(1).max(500_000),
    /** Only these names; all when absent. */
    names: z.array(secretNameSchema).max(500).optional(),
    /** Give a secret that is there already the new value instead of leaving it alone. */
    isRotating: z.boolean().default(false),
  }),
  response: z.object({
    created: z.array(z.string()),
    rotated: z.array(z.string()),
    /** What was left alone, and why. */
    skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
  }),
});
