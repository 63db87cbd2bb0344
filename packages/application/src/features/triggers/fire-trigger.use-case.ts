import { fireTrigger } from '@codexos/protocol/contracts/triggers.contract';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import { defineUseCase } from '../../use-case.ts';

export const fireTriggerUseCase = defineUseCase(
  fireTrigger,
  async ({ services: { triggers }, principal, params }) => {
    const trigger = await triggers.store.get({
      workspaceId: principal.workspaceId,
      triggerId: params.triggerId,
    });
    if (trigger.config.type !== 'schedule') {
      throw new CodexError({
        code: 'TRIGGER_INVALID',
        message: 'A webhook fires with a message, which only its sender has.',
        hint: 'Send it one, or run the flow by hand.',
      });
    }
    return (await triggers.fire(trigger, `by hand ${createId<string>()}`)).firing;
  },
  ({ params }) => ({ target: params.triggerId }),
);
