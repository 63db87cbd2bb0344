import { rotateTriggerSecret } from '@codexos/protocol/contracts/triggers.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';

export const rotateTriggerSecretUseCase = defineUseCase(
  rotateTriggerSecret,
  async ({ services: { triggers }, principal, params }) => {
    const key = { workspaceId: principal.workspaceId, triggerId: params.triggerId };
    const trigger = await triggers.store.get(key);
    if (trigger.config.type !== 'webhook') {
      throw new CodexError({
        code: 'TRIGGER_INVALID',
        message: 'Only a webhook has a secret.',
        hint: 'Choose a webhook.',
      });
    }
    if (trigger.config.secret !== undefined) {
      throw new CodexError({
        code: 'TRIGGER_INVALID',
        message: 'The webhook takes its secret from the vault.',
        hint: `Rotate ${trigger.config.secret.slice('secret:'.length)} there, or let the webhook have a secret of its own.`,
      });
    }
    const { value, sealed } = triggers.secrets.create(trigger);
    await triggers.store.setSecret(key, sealed);
    return { id: trigger.id, secret: value };
  },
);
