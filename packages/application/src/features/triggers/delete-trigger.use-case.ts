import { deleteTrigger } from '@codexos/protocol/contracts/triggers.contract';
import { defineUseCase } from '../../use-case.ts';

export const deleteTriggerUseCase = defineUseCase(deleteTrigger, async ({ services, principal, params }) => {
  await services.triggers.store.delete({
    workspaceId: principal.workspaceId,
    triggerId: params.triggerId,
  });
  return {};
});
