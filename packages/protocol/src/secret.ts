/** What may be said of a secret. Its value never is: it goes in, and only an outgoing call sees it again. */
import { z } from 'zod';
import { agentIdSchema, runIdSchema, secretIdSchema, userIdSchema } from './ids.ts';

/** As flows name it: `secret:NAME`. */
export const secretNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,99}$/,
    'must start with a letter and hold letters, digits and _ (at most 100)',
  );

/**
 * A host as a call names it: `api.example.com`, `*.example.com` for every host below, or with a port,
 * `127.0.0.1:8080`. Without a port every port is meant.
 */
export const secretHostSchema = z
  .string()
  .max(260)
  .toLowerCase()
  .regex(
    /^(\*\.)?([a-z0-9_-]+\.)*[a-z0-9_-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/,
    'must be a host, such as api.example.com, *.example.com or 127.0.0.1:8080',
  );

/** Who may use a secret, and where it may be sent. What is not listed may not. */
export const secretGrantsSchema = z
  .strictObject({
    /** Names of tools. */
    tools: z.array(z.string().min(1).max(64)).max(100).default([]),
    /** Providers of models and embeddings by the first part of a model's reference, such as `openai`. */
    providers: z.array(z.string().min(1).max(64)).max(50).default([]),
    /** When not empty, tools may use it only while one of these agents works. */
    agents: z.array(agentIdSchema).max(200).default([]),
    /** Where tools may send it; when not empty, a provider gets it only if its own address is among them. */
    hosts: z.array(secretHostSchema).max(50).default([]),
  })
  .meta({ id: 'SecretGrants' });
export type SecretGrants = z.infer<typeof secretGrantsSchema>;

export const secretValueSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(65_536)
  .refine((value) => !value.includes('\u0000'), 'must not hold a NUL character');

export const secretSchema = z
  .object({
    id: secretIdSchema,
    name: secretNameSchema,
    description: z.string(),
    grants: secretGrantsSchema,
    /** Number of the value in use; grows by one with each rotation. */
    version: z.int(),
    createdAt: z.number(),
    createdBy: userIdSchema,
    /** When the value was last changed. */
    rotatedAt: z.number(),
    /** Set when no call may use it any more. */
    revokedAt: z.number().optional(),
    lastUsedAt: z.number().optional(),
    /** False for a value so short that it cannot be told from ordinary text in outputs and logs. */
    isRedacted: z.boolean(),
  })
  .meta({ id: 'Secret' });
export type Secret = z.infer<typeof secretSchema>;

export const secretVersionSchema = z.object({
  number: z.int(),
  createdAt: z.number(),
  createdBy: userIdSchema,
  isCurrent: z.boolean(),
});
export type SecretVersion = z.infer<typeof secretVersionSchema>;

export const secretUseSchema = z.object({
  at: z.number(),
  /** `tool` or `provider`, with its name. */
  kind: z.enum(['tool', 'provider']),
  consumer: z.string(),
  host: z.string(),
  version: z.int(),
  runId: runIdSchema.optional(),
  agentId: agentIdSchema.optional(),
});
export type SecretUse = z.infer<typeof secretUseSchema>;
