/**
 * The vault of a workspace: values are sealed on the way in and opened only for an outgoing call by somebody who
 * was granted the secret. Every use is noted before the value is given.
 */
import type { AgentId, RunId, SecretId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import type { Secret, SecretGrants, SecretUse } from '@codexos/protocol/secret';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { MasterKey } from '@codexos/utils/master-key';
import { MIN_REDACTED_LENGTH, type Redactor } from '@codexos/utils/redactor';
import { openValue, sealValue } from '@codexos/utils/sealed-value';
import { allowsHost } from './allows-host.ts';
import type { SecretKey, SecretRecord, SecretStore } from './secret-store.ts';

export interface VaultOptions {
  store: SecretStore;
  masterKey: MasterKey;
  redactor: Redactor;
  /** Called when a secret of the workspace was added, changed or taken away. */
  onChange: (workspaceId: WorkspaceId) => void;
}

export interface NewSecretValue {
  workspaceId: WorkspaceId;
  name: string;
  description: string;
  value: string;
  grants: SecretGrants;
  by: UserId;
}

/** Who asks for a value, and where it would go. */
export interface SecretRequest {
  workspaceId: WorkspaceId;
  name: string;
  kind: SecretUse['kind'];
  /** Name of the tool or id of the provider. */
  consumer: string;
  host: string;
  port: number;
  /** The grant to the consumer says it all: the value goes to no host, or travels inside of what is deployed. */
  ignoresHosts?: boolean | undefined;
  runId?: RunId | undefined;
  agentId?: string | undefined;
}

export type Vault = ReturnType<typeof createVault>;

export function createVault({ store, masterKey, redactor, onChange }: VaultOptions) {
  const identityOf = (workspaceId: string, secretId: string, version: number): string =>
    `codexos-secret:${workspaceId}:${secretId}:${version}`;
  const seal = (value: string, identity: string): string => sealValue(value, { masterKey, identity });
  const open = ({ workspaceId, id, version, sealed }: SecretRecord): string | undefined =>
    sealed === undefined
      ? undefined
      : openValue(sealed, { masterKey, identity: identityOf(workspaceId, id, version) });
  const changed = (record: SecretRecord): Secret => {
    onChange(record.workspaceId);
    return describeSecret(record);
  };

  const create = async ({ workspaceId, value, by, ...secret }: NewSecretValue): Promise<Secret> => {
    const id = createId<SecretId>();
    redactor.add(secret.name, value);
    const record = await store.create({
      id,
      workspaceId,
      ...secret,
      sealed: seal(value, identityOf(workspaceId, id, 1)),
      isRedacted: value.length >= MIN_REDACTED_LENGTH,
      createdBy: by,
    });
    return changed(record);
  };

  const rotate = async (key: SecretKey, value: string, by: UserId): Promise<Secret> => {
    const { id, name, version, workspaceId } = await store.get(key);
    redactor.add(name, value);
    const number = version + 1;
    const record = await store.rotate(key, {
      number,
      sealed: seal(value, identityOf(workspaceId, id, number)),
      isRedacted: value.length >= MIN_REDACTED_LENGTH,
      by,
    });
    return changed(record);
  };

  return {
    create,
    rotate,

    /** Lets the redactor know every stored value. Throws VAULT_LOCKED when one does not open. */
    async teachRedactor(): Promise<void> {
      for (const record of await store.listAll()) {
        const value = open(record);
        if (value !== undefined) redactor.add(record.name, value);
      }
    },

    async list(workspaceId: WorkspaceId): Promise<Secret[]> {
      return (await store.list(workspaceId)).map(describeSecret);
    },

    async get(key: SecretKey): Promise<Secret> {
      return describeSecret(await store.get(key));
    },

    async details(key: SecretKey) {
      const record = await store.get(key);
      return {
        secret: describeSecret(record),
        versions: await store.versions(record),
        uses: await store.uses(record.id),
      };
    },

    async update(key: SecretKey, change: { description?: string; grants?: SecretGrants }): Promise<Secret> {
      return changed(await store.update(key, change));
    },

    async revoke(key: SecretKey): Promise<Secret> {
      return changed(await store.revoke(key));
    },

    async delete(key: SecretKey): Promise<void> {
      await store.delete(key);
      onChange(key.workspaceId);
    },

    /** True when the workspace has the secret with a value, whoever may use it. */
    async has(workspaceId: WorkspaceId, name: string): Promise<boolean> {
      return (await store.find(workspaceId, name))?.sealed !== undefined;
    },

    /**
     * The value for one outgoing call; undefined when the vault has no secret of that name. Throws
     * SECRET_NOT_GRANTED when the caller or the host is not granted and SECRET_MISSING when it was revoked.
     */
    async read(request: SecretRequest): Promise<string | undefined> {
      const record = await store.find(request.workspaceId, request.name);
      if (!record) return undefined;
      assertGranted(record, request);
      const value = open(record);
      if (value === undefined) throw revoked(record.name);
      redactor.add(record.name, value);
      const { kind, consumer, host, runId, agentId } = request;
      await store.addUse(record.id, {
        kind,
        consumer,
        host,
        version: record.version,
        ...(runId === undefined ? {} : { runId }),
        ...(agentId === undefined ? {} : { agentId: agentId as AgentId }),
      });
      return value;
    },
  };
}

function describeSecret({ sealed: _sealed, workspaceId: _workspaceId, ...secret }: SecretRecord): Secret {
  return secret;
}

function assertGranted({ name, grants }: SecretRecord, request: SecretRequest): void {
  const { kind, consumer, host, agentId } = request;
  if (kind === 'provider') {
    if (!grants.providers.includes(consumer)) throw notGranted(name, `the provider ${consumer}`);
    if (grants.hosts.length > 0 && !request.ignoresHosts && !allowsHost(grants.hosts, request))
      throw providerElsewhere(name, request);
    return;
  }
  if (!grants.tools.includes(consumer)) throw notGranted(name, `the tool ${consumer}`);
  if (
    grants.agents.length > 0 &&
    (agentId === undefined || !grants.agents.some((granted) => granted === agentId))
  ) {
    throw notGranted(name, agentId === undefined ? 'a flow without an agent' : `the agent ${agentId}`);
  }
  if (!allowsHost(grants.hosts, request)) throw notGranted(name, `calls to ${host}`);
}

function notGranted(name: string, who: string): CodexError {
  return new CodexError({
    code: 'SECRET_NOT_GRANTED',
    message: `The secret ${name} is not granted to ${who}.`,
    hint: `Open ${name} in the vault and grant it, if that is right.`,
    details: { secret: name },
  });
}

function providerElsewhere(name: string, { consumer, host, port }: SecretRequest): CodexError {
  const address = port === 443 ? host : `${host}:${port}`;
  return new CodexError({
    code: 'SECRET_NOT_GRANTED',
    message: `The provider ${consumer} is at ${address}, which is not among the hosts of the secret ${name}.`,
    hint: `Open ${name} in the vault and add ${address} to its hosts, if the provider is to get it there.`,
    details: { secret: name },
  });
}

function revoked(name: string): CodexError {
  return new CodexError({
    code: 'SECRET_MISSING',
    message: `The secret ${name} was revoked.`,
    hint: 'Rotate it in the vault to give it a value again.',
    details: { secret: name },
  });
}
