/** Secrets that messages are signed with: one of the webhook's own, or one of the vault. */
import { CodexError } from '@codexos/utils/errors';
import type { MasterKey } from '@codexos/utils/master-key';
import type { Redactor } from '@codexos/utils/redactor';
import { openValue, sealValue } from '@codexos/utils/sealed-value';
import type { Vault } from '../vault/vault.ts';
import type { TriggerRecord } from './trigger-store.ts';
import { createWebhookSecret } from './verify-signature.ts';

export interface WebhookSecretOptions {
  vault: Pick<Vault, 'read'>;
  masterKey: MasterKey;
  redactor: Redactor;
}

/** What secrets of the vault are granted to, so that signatures may be checked with them. */
const CONSUMER = 'webhook';

export function createWebhookSecrets({ vault, masterKey, redactor }: WebhookSecretOptions) {
  const identityOf = ({ workspaceId, id }: Pick<TriggerRecord, 'workspaceId' | 'id'>): string =>
    `codexos-trigger:${workspaceId}:${id}`;

  const fromVault = async (workspaceId: TriggerRecord['workspaceId'], reference: string): Promise<string> => {
    const name = reference.slice('secret:'.length);
    const value = await vault.read({
      workspaceId,
      name,
      kind: 'provider',
      consumer: CONSUMER,
      host: 'this server',
      port: 0,
      ignoresHosts: true,
    });
    if (value !== undefined) return value;
    throw new CodexError({
      code: 'SECRET_MISSING',
      message: `There is no secret ${name} in the vault.`,
      hint: `Add ${name} to the vault and grant it to Webhooks, or let the webhook have a secret of its own.`,
      details: { secret: name },
    });
  };

  return {
    /** A new secret, and what is kept of it. */
    create(trigger: Pick<TriggerRecord, 'workspaceId' | 'id'>): { value: string; sealed: string } {
      // The redactor learns it with the first message: the answer that shows it this once has to hold it.
      const value = createWebhookSecret();
      return { value, sealed: sealValue(value, { masterKey, identity: identityOf(trigger) }) };
    },

    /** Throws SECRET_MISSING, SECRET_NOT_GRANTED. */
    async of(trigger: TriggerRecord): Promise<string> {
      const { config, workspaceId, sealedSecret } = trigger;
      if (config.type === 'webhook' && config.secret !== undefined)
        return fromVault(workspaceId, config.secret);
      if (sealedSecret === undefined) {
        throw new CodexError({
          code: 'SECRET_MISSING',
          message: 'The webhook has no secret.',
          hint: 'Give it a new one.',
        });
      }
      const value = openValue(sealedSecret, { masterKey, identity: identityOf(trigger) });
      redactor.add(`webhook ${trigger.id}`, value);
      return value;
    },

    /** Throws SECRET_MISSING, SECRET_NOT_GRANTED for a secret of the vault that cannot be used. */
    async assertUsable({
      workspaceId,
      config,
    }: Pick<TriggerRecord, 'workspaceId' | 'config'>): Promise<void> {
      if (config.type === 'webhook' && config.secret !== undefined)
        await fromVault(workspaceId, config.secret);
    },
  };
}
