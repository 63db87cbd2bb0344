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
    const { value, sealed } = triggers.newSecret(trigger);
    await triggers.store.setSecret(key, sealed);
    return { id: trigger.id, secret: value };
  },
);
