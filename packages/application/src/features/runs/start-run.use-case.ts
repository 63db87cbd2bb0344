import { startRun } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';
import { cutVersion } from '../flows/cut-version.ts';

/** Runs a named version, or the draft, which becomes a version when its content is new. */
export const startRunUseCase = defineUseCase(startRun, async ({ services, principal, params, body }) => {
  const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
  if (body.version === undefined)
    await services.compiler.assertRunnable(
      key.workspaceId,
      await services.flowDocuments.readDraft(key),
      key.flowId,
    );
  const version =
    body.version === undefined
      ? await cutVersion(services, key)
      : await services.flows.getVersion(key, body.version);
  return services.runs.start({
    workspaceId: key.workspaceId,
    flowId: key.flowId,
    name: version.flow.name,
    version: version.number,
    flow: version.flow,
    input: body.input,
    source: body.source,
    trigger: 'manual',
  });
});
