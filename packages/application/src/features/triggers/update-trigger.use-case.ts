import { updateTrigger } from '@codexos/protocol/contracts/triggers.contract';
import { CodexError } from '@codexos/utils/errors';
import { stableJson } from '@codexos/utils/hash';
import { defineUseCase } from '../../use-case.ts';
import { assertSchedule, firstTime } from './schedule.ts';
import { assertInputs } from './trigger-inputs.ts';

/** Its next time is counted from now: what was missed while it was paused stays missed. */
export const updateTriggerUseCase = defineUseCase(
  updateTrigger,
  async ({ services: { triggers, clock }, principal, params, body }) => {
    const key = { workspaceId: principal.workspaceId, triggerId: params.triggerId };
    const { source: before, ...record } = await triggers.store.get(key);
    const { name = record.name, config = record.config, inputs = record.inputs } = body;
    const { isEnabled = record.isEnabled } = body;
    if (config.type !== record.config.type) {
      throw new CodexError({
        code: 'TRIGGER_INVALID',
        message: 'A trigger keeps its kind.',
        hint: 'Make a new one, and delete this one.',
      });
    }
    if (config.type === 'schedule') assertSchedule(config, clock());
    if (config.type === 'source') {
      if (body.config) await triggers.watch.assertWatchable({ workspaceId: principal.workspaceId, config });
      const isTurnedOn = isEnabled && !record.isEnabled;
      // What changed while it was paused, or counted otherwise, is not made up for.
      if (isTurnedOn || stableJson(config) !== stableJson(record.config))
        await triggers.watch.forget(record.id);
    }
    if (body.config) await triggers.secrets.assertUsable({ workspaceId: principal.workspaceId, config });
    assertInputs(inputs);
    const source = body.source === undefined ? before : (body.source ?? undefined);
    await triggers.store.update(key, {
      name,
      config,
      inputs,
      isEnabled,
      nextAt: isEnabled ? firstTime(config, clock()) : undefined,
      ...(source ? { source } : {}),
    });
    await triggers.nudge();
    return triggers.describe(await triggers.store.get(key));
  },
);
