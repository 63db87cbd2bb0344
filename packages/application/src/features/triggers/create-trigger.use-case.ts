import { createTrigger } from '@codexos/protocol/contracts/triggers.contract';
import type { TriggerId } from '@codexos/protocol/ids';
import { createId } from '@codexos/utils/ids';
import { defineUseCase } from '../../use-case.ts';
import { assertSchedule, firstTime } from './schedule.ts';
import { assertInputs } from './trigger-inputs.ts';

export const createTriggerUseCase = defineUseCase(
  createTrigger,
  async ({ services: { triggers, clock }, principal: { workspaceId }, body }) => {
    const { target, name, config, inputs } = body;
    await triggers.nameOf({ workspaceId, target });
    if (config.type === 'schedule') assertSchedule(config, clock());
    // A run that a source starts asks that source, unless it is told another.
    const watched =
      config.type === 'source' ? await triggers.watch.assertWatchable({ workspaceId, config }) : undefined;
    const source = body.source ?? watched;
    assertInputs(inputs);
    const id = createId<TriggerId>();
    await triggers.secrets.assertUsable({ workspaceId, config });
    const hasOwnSecret = config.type === 'webhook' && config.secret === undefined;
    const secret = hasOwnSecret ? triggers.secrets.create({ workspaceId, id }) : undefined;
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
      nextAt: firstTime(config, clock()),
    });
    await triggers.nudge();
    const trigger = await triggers.describe(await triggers.store.get({ workspaceId, triggerId: id }));
    return { trigger, ...(secret ? { secret: secret.value } : {}) };
  },
  ({ response }) => ({ target: response?.trigger.id }),
);
