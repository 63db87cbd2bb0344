import { getLastNodeRun } from '@codexos/protocol/contracts/runs.contract';
import { applyRunEvent, createRunView, latestActivation } from '@codexos/protocol/run-view';
import { defineUseCase } from '../../use-case.ts';

/** Older runs than these say little about a draft that has changed since. */
const LOOKED_AT = 10;

export const getLastNodeRunUseCase = defineUseCase(
  getLastNodeRun,
  async ({ services, principal, params: { flowId, nodeId } }) => {
    const { workspaceId } = principal;
    await services.flows.summary({ workspaceId, flowId });
    const { items } = await services.runStore.list({ workspaceId, flowId, limit: LOOKED_AT });
    for (const { id: runId, nodeId: alone } of items) {
      // Where another node ran alone, what it was given has the ids of the nodes that usually give it.
      if (alone !== undefined && alone !== nodeId) continue;
      const events = await services.journal.read(runId, 0);
      const view = events.reduce(applyRunEvent, createRunView(runId));
      const activation = latestActivation(view, nodeId);
      if (!activation) continue;
      const { source } = await services.runStore.get({ workspaceId, runId });
      const { startedAt, status, input, outputs } = activation;
      return {
        last: {
          runId,
          startedAt,
          status,
          input,
          outputs,
          runInput: view.input,
          ...(source ? { source } : {}),
        },
      };
    }
    return {};
  },
);
