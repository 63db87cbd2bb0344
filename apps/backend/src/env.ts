/** The only reader of the environment in the backend. Everything else takes options. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { roleSchema } from '@codexos/protocol/contracts/session.contract';
import { commaList, parseEnv } from '@codexos/utils/env';

const envSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  CODEXOS_CONCURRENCY: z.coerce.number().int().min(0).max(1_000).optional(),
  CODEXOS_WORKSPACE_CONCURRENCY: z.coerce.number().int().min(1).max(1_000).optional(),
  CODEXOS_DATA: z.string().optional(),
  CODEXOS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  CODEXOS_HOST: z.string().default('127.0.0.1'),
  CODEXOS_ALLOWED_HOSTS: commaList,
  CODEXOS_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  CODEXOS_AUTH: z.enum(['local', 'accounts']).default('local'),
  CODEXOS_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  CODEXOS_OIDC_CLIENT_ID: z.string().optional(),
  CODEXOS_OIDC_CLIENT_SECRET: z.string().optional(),
  CODEXOS_OIDC_LABEL: z.string().default('single sign-on'),
  CODEXOS_OIDC_GROUPS_CLAIM: z.string().default('groups'),
  CODEXOS_IDENTITY_ROLES: commaList,
  CODEXOS_IDENTITY_DEFAULT_ROLE: roleSchema.optional(),
  SUPABASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  SUPABASE_ANON_KEY: z.string().min(1).optional(),
  CLERK_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  CLERK_AUTHORIZED_PARTIES: commaList,
  CODEXOS_ROOTS: commaList,
  CODEXOS_ALLOWED_ADDRESSES: commaList,
  CODEXOS_TOOL_SECRETS: commaList,
  CODEXOS_MODEL_PRICES: commaList,
  CODEXOS_VAULT_PASSPHRASE: z.string().min(12, 'must have at least 12 characters').optional(),
  CODEXOS_VAULT_KEY_FILE: z.string().optional(),
  CODEXOS_CHAIN_RPC_URL: z.url({ protocol: /^https?$/ }).optional(),
  CODEXOS_CHAIN_GOVERNOR: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, 'must be an address: 0x and 40 hexadecimal digits')
    .optional(),
  CODEXOS_CHAIN_ID: z.coerce.number().int().min(1).optional(),
  CODEXOS_CHAIN_FIRST_BLOCK: z.coerce.number().int().min(0).optional(),
  CODEXOS_DURABILITY: z.enum(['normal', 'full']).default('normal'),
  CODEXOS_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
  CODEXOS_AKASH_URL: z.url({ protocol: /^https?$/ }).optional(),
  CODEXOS_AKASH_PROXY_URL: z.url({ protocol: /^wss?$/ }).optional(),
  CODEXOS_IMAGE: z.string().min(1).optional(),
  CODEXOS_BUNDLE: z.string().min(1).optional(),
  CODEXOS_BUNDLE_TOKEN_KEY: z.string().optional(),
  WEB_ORIGIN: z.url().optional(),
});

export type Env = z.infer<typeof envSchema>;

/** Reads the environment, with what a `.env` file at the given path adds to it. Throws REQUEST_INVALID. */
export function readEnv(file: string): Env {
  if (existsSync(file)) process.loadEnvFile(file);
  return parseEnv(envSchema, process.env);
}

/** The adapter of `SecretReader`: provider keys and other secrets by name, straight from the environment. */
export function readSecret(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
