import { listRunEvents } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';
import { withoutLargeValues } from './large-values.ts';

export const listRunEventsUseCase = defineUseCase(
  listRunEvents,
  async ({ services, principal, params, query }) => {
    await services.runStore.summary({ workspaceId: principal.workspaceId, runId: params.runId });
    const events = await services.journal.read(params.runId, query.afterSeq);
    return {
      items: events.slice(0, query.limit).map(withoutLargeValues),
      isComplete: events.length <= query.limit,
    };
  },
);
