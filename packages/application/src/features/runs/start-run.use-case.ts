import { startRun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';
import { draftToRun } from '../flows/draft-to-run.ts';

/** Runs a named version, or the draft, which becomes a version when its content is new. */
export const startRunUseCase = defineUseCase(startRun, async ({ services, principal, params, body }) => {
  const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
  const { flow, number } =
    body.version === undefined
      ? await draftToRun(services, key)
      : await services.flows.getVersion(key, body.version);
  return services.runs.start({
    workspaceId: key.workspaceId,
    flowId: key.flowId,
    name: flow.name,
    version: number,
    flow,
    input: body.input,
    source: body.source,
    trigger: 'manual',
  });
});
