import { CodexError } from '@codexos/utils/errors';
import type { SecretReader } from '../ports/secret-reader.ts';

/** The value of a provider's key. Throws SECRET_MISSING. */
export async function readSecret(secrets: SecretReader, name: string, provider: string): Promise<string> {
  const value = await secrets.read(name);
  if (value !== undefined && value !== '') return value;
  throw new CodexError({
    code: 'SECRET_MISSING',
    message: `${provider} needs a key, but the secret “${name}” is not set.`,
    hint: `Set ${name}, or choose another model.`,
  });
}
