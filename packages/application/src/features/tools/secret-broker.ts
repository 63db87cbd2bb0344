import type { SecretBroker } from '@codexos/tools';
import { CodexError } from '@codexos/utils/errors';

export interface SecretBrokerOptions {
  /** `NAME@host` pairs by the operator: which secret may go to which host. */
  grants: readonly string[];
  readSecret: (name: string) => string | undefined;
}

/** Until there is a vault, tools get secrets of the environment that the operator has bound to a host, and no other. */
export function createEnvironmentBroker({ grants, readSecret }: SecretBrokerOptions): SecretBroker {
  return {
    async read({ name, tool, host }) {
      if (!grants.includes(`${name}@${host}`)) {
        throw new CodexError({
          code: 'TOOL_NOT_GRANTED',
          message: `The secret ${name} may not go to ${host} with ${tool}.`,
          hint: `The operator can allow it: add ${name}@${host} to CODEXOS_TOOL_SECRETS and start again.`,
        });
      }
      const value = readSecret(name);
      if (value !== undefined) return value;
      throw new CodexError({
        code: 'SECRET_MISSING',
        message: `The secret ${name} is not set.`,
        hint: `Set ${name} in the environment or in .env and start again.`,
      });
    },
  };
}
