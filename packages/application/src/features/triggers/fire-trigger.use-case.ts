import { fireTrigger } from '@codexos/protocol/contracts/triggers.contract';
import { createId } from '@codexos/utils/ids';
import { defineUseCase } from '../../use-case.ts';

export const fireTriggerUseCase = defineUseCase(
  fireTrigger,
  async ({ services: { triggers, clock }, principal, params, body: { body = {} } }) => {
    const trigger = await triggers.store.get({
      workspaceId: principal.workspaceId,
      triggerId: params.triggerId,
    });
    const { config } = trigger;
    const { firing } = await triggers.fire(trigger, `by hand ${createId<string>()}`, {
      body: config.type === 'source' ? await triggers.watch.sample({ ...trigger, config }) : body,
      headers: {},
      query: {},
      trigger: { name: trigger.name, at: new Date(clock()).toISOString() },
    });
    return firing;
  },
  ({ params }) => ({ target: params.triggerId }),
);
