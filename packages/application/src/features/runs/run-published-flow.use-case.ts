import { runPublishedFlow } from '@codexos/protocol/contracts/runs.contract';
import { CodexError } from '@codexos/utils/errors';
import { defineUseCase } from '../../use-case.ts';

/** Only ever the published version, never a draft and never a flow from the request. */
export const runPublishedFlowUseCase = defineUseCase(
  runPublishedFlow,
  async ({ services, principal, params, query, body }) => {
    const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
    const { publishedVersion, name } = await services.flows.get(key);
    if (publishedVersion === undefined) {
      throw new CodexError({
        code: 'NOT_PUBLISHED',
        message: `The flow ${name} is not published.`,
        hint: 'Publish it in the studio, then call again.',
      });
    }
    const version = await services.flows.getVersion(key, publishedVersion);
    const run = await services.runs.start({
      workspaceId: key.workspaceId,
      flowId: key.flowId,
      name: version.flow.name,
      version: version.number,
      flow: version.flow,
      input: body.input,
      source: body.source,
      trigger: 'api',
    });
    return services.runs.waitForResult({ workspaceId: key.workspaceId, runId: run.id }, query.waitMs);
  },
  ({ response }) => ({ details: response ? { runId: response.runId } : {} }),
);
