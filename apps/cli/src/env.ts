/** The only reader of the environment in the command line. */
import { z } from 'zod';
import { parseEnv } from '@codexos/utils/env';

const envSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  CODEXOS_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('error'),
  CODEXOS_ALLOWED_ADDRESSES: z.string().default(''),
});

export function readEnv(): z.infer<typeof envSchema> {
  return parseEnv(envSchema, process.env);
}

export function readSecret(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
