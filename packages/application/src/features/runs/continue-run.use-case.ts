import { continueRun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';
import { assertCanContinue } from './continued-journal.ts';
import { startOfRun } from './start-of-run.ts';

/** A new run of the same flow, which begins with what the run before had done by then. */
export const continueRunUseCase = defineUseCase(
  continueRun,
  async ({ services, principal, params, body }) => {
    const { workspaceId } = principal;
    const before = await services.runStore.get({ workspaceId, runId: params.runId });
    const events = await services.journal.read(before.id, 0);
    const origin = {
      runId: before.id,
      afterSeq: body.afterSeq ?? events.at(-1)?.seq ?? 0,
      edits: body.edits,
    };
    assertCanContinue(events, origin);
    return services.runs.start({ ...startOfRun(before), origin });
  },
);
