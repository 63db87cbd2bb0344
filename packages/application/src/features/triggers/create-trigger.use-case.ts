import { createTrigger } from '@codexos/protocol/contracts/triggers.contract';
import type { TriggerId } from '@codexos/protocol/ids';
import { createId } from '@codexos/utils/ids';
import { defineUseCase } from '../../use-case.ts';
import { assertSchedule, nextTime } from './schedule.ts';
import { assertInputs } from './trigger-inputs.ts';

export const createTriggerUseCase = defineUseCase(
  createTrigger,
  async ({ services: { triggers, clock }, principal: { workspaceId }, body }) => {
    const { target, name, config, inputs, source } = body;
    await triggers.nameOf({ workspaceId, target });
    if (config.type === 'schedule') assertSchedule(config, clock());
    assertInputs(inputs);
    const id = createId<TriggerId>();
    const secret = config.type === 'webhook' ? triggers.newSecret({ workspaceId, id }) : undefined;
    await triggers.store.create({
      id,
      workspaceId,
      target,
      name,
      config,
      inputs,
      ...(source ? { source } : {}),
      isEnabled: true,
      sealedSecret: secret?.sealed,
      nextAt: config.type === 'schedule' ? nextTime(config, clock()) : undefined,
    });
    await triggers.nudge();
    const trigger = await triggers.describe(await triggers.store.get({ workspaceId, triggerId: id }));
    return { trigger, ...(secret ? { secret: secret.value } : {}) };
  },
  ({ response }) => ({ target: response?.trigger.id }),
);
