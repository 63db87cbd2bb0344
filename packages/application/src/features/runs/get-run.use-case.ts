import { getRun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';

export const getRunUseCase = defineUseCase(getRun, async ({ services, principal, params }) => {
  const {
    workspaceId: _workspaceId,
    conversationId: _conversationId,
    parent: _parent,
    epoch: _epoch,
    ...run
  } = await services.runStore.get({
    workspaceId: principal.workspaceId,
    runId: params.runId,
  });
  const [lastSeq, waitingRuns] = await Promise.all([
    services.runStore.lastSeq(params.runId),
    run.status === 'paused' ? services.runStore.listWaitingChildren(params.runId) : [],
  ]);
  return { ...run, lastSeq, waitingRuns };
});
