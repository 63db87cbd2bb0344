import { getRunValue } from '@codexos/protocol/contracts/run-values.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';

export const getRunValueUseCase = defineUseCase(getRunValue, async ({ services, principal, params }) => {
  const { runId, hash } = params;
  await services.runStore.summary({ workspaceId: principal.workspaceId, runId });
  const value = await services.runValues.read(runId, hash);
  if (value === undefined) {
    throw new CodexError({
      code: 'RUN_VALUE_NOT_FOUND',
      message: `The run has no value with the hash ${hash}.`,
      hint: 'Take the hash from an event of the same run.',
    });
  }
  return { value };
});
