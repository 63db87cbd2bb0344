/** The only reader of the environment in the command line. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { commaList, parseEnv } from '@codexos/utils/env';

export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const envSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  CODEXOS_DATA: z.string().optional(),
  CODEXOS_ROOTS: commaList,
  CODEXOS_CONCURRENCY: z.coerce.number().int().min(1).max(1_000).optional(),
  CODEXOS_WORKSPACE_CONCURRENCY: z.coerce.number().int().min(1).max(1_000).optional(),
  CODEXOS_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('error'),
  CODEXOS_ALLOWED_ADDRESSES: commaList,
  CODEXOS_TOOL_SECRETS: commaList,
  CODEXOS_MODEL_PRICES: commaList,
  CODEXOS_DURABILITY: z.enum(['normal', 'full']).default('normal'),
  CODEXOS_VAULT_PASSPHRASE: z.string().min(12, 'must have at least 12 characters').optional(),
  CODEXOS_VAULT_KEY_FILE: z.string().optional(),
});

/** Reads the environment, with what the project's `.env` adds to it. Throws REQUEST_INVALID. */
export function readEnv(): z.infer<typeof envSchema> {
  const file = join(projectFolder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return parseEnv(envSchema, process.env);
}

/** The data folder of servers that are started from this checkout. */
export function serverDataFolder({ CODEXOS_DATA }: { CODEXOS_DATA?: string | undefined }): string {
  return resolve(CODEXOS_DATA ?? join(projectFolder, '.codexos/data'));
}

/** Of this project, as its package.json says. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

export function readSecret(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

/**
 * An absolute path from one that a person wrote. npm changes into the project before it starts a script and leaves
 * the folder where the person stood in INIT_CWD, so paths are meant from there.
 */
export function resolvePath(path: string): string {
  const stoodIn = process.env.INIT_CWD;
  const isMovedByNpm = stoodIn !== undefined && stoodIn !== '' && process.cwd() === projectFolder;
  return resolve(isMovedByNpm ? stoodIn : process.cwd(), path);
}
