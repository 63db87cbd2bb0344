/** Gives tools the secrets of the vault, and beside them those of the environment that the operator bound to a host. */
import type { SecretBroker } from '@codexos/tools';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Vault } from './vault.ts';

export interface BrokerOptions {
  vault: Vault;
  /** `NAME@host` pairs by the operator: which secret of the environment may go to which host. */
  environmentGrants: readonly string[];
  readEnvironment: (name: string) => string | undefined;
  /** A deployed flow has no vault to be opened: what it lacks has to come with its SDL. */
  isServing: boolean;
}

/** For whom a run works. */
export interface BrokerScope {
  workspaceId: WorkspaceId;
  /** Absent for a call that somebody tries outside of a run. */
  runId?: RunId;
  agentId?: string | undefined;
}

export type CreateBroker = (scope: BrokerScope) => SecretBroker;

export function createBrokerFactory({
  vault,
  environmentGrants,
  readEnvironment,
  isServing,
}: BrokerOptions): CreateBroker {
  const grants = new Set(environmentGrants);
  return (scope) => ({
    async read({ name, tool, host, port }) {
      const value =
        (await vault.read({ ...scope, name, kind: 'tool', consumer: tool, host, port })) ??
        (grants.has(`${name}@${host}`) ? readEnvironment(name) : undefined);
      if (value !== undefined) return value;
      throw isServing ? leftOut(name) : notInVault({ name, tool, host });
    },
  });
}

function notInVault({ name, tool, host }: { name: string; tool: string; host: string }): CodexError {
  return new CodexError({
    code: 'SECRET_MISSING',
    message: `There is no secret ${name} in the vault.`,
    hint: `Add ${name} to the vault and grant it to the tool ${tool} for ${host}.`,
    details: { secret: name },
  });
}

function leftOut(name: string): CodexError {
  return new CodexError({
    code: 'SECRET_MISSING',
    message: `The deployed flow was not given the secret ${name}.`,
    hint: `Deploy it again with ${name} in the vault, granted to Akash, and named in the SDL.`,
    details: { secret: name },
  });
}
