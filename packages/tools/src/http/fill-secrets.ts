import { CodexError } from '@codexos/utils/errors';
import { portOf } from '@codexos/utils/port-of';
import type { SecretBroker } from '../ports/secret-broker.ts';

export interface FillSecretsOptions {
  headers: Readonly<Record<string, string>>;
  tool: string;
  /** Where the request goes: a secret may be bound to hosts. */
  url: URL;
  secrets: SecretBroker | undefined;
}

/** The headers with each `secret:NAME` replaced by its value, at the last moment before the call. */
export async function fillSecrets({
  headers,
  tool,
  url,
  secrets,
}: FillSecretsOptions): Promise<Record<string, string>> {
  const filled: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers)) {
    let result = value;
    for (const [reference, name = ''] of value.matchAll(/secret:([A-Za-z][A-Za-z0-9_]{0,99})/g)) {
      const secret = await readSecret({ name, tool, url, secrets });
      result = result.replace(reference, () => secret);
    }
    filled[header] = result;
  }
  return filled;
}

/** One secret for one outgoing call. Throws SECRET_MISSING or SECRET_NOT_GRANTED. */
export async function readSecret({
  name,
  tool,
  url,
  secrets,
}: Omit<FillSecretsOptions, 'headers'> & { name: string }): Promise<string> {
  if (!secrets) throw secretMissing(name);
  return secrets.read({ name, tool, host: url.hostname, port: portOf(url) });
}

function secretMissing(name: string): CodexError {
  return new CodexError({
    code: 'SECRET_MISSING',
    message: `No secret is available here, so secret:${name} cannot be filled in.`,
    hint: `Add ${name} to the vault and grant it to this tool.`,
  });
}
