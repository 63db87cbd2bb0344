import { publishFlow } from '@codexos/protocol/contracts/flows.contract';
import { withoutPins } from '@codexos/protocol/pins';
import { defineUseCase } from '../../use-case.ts';
import { cutVersion } from './cut-version.ts';

/** Only a flow without errors is published: what others run must run. */
export const publishFlowUseCase = defineUseCase(
  publishFlow,
  async ({ services, principal, params, body }) => {
    const key = { workspaceId: principal.workspaceId, flowId: params.flowId };
    const draft =
      body.number === undefined
        ? await services.flowDocuments.readDraft(key)
        : (await services.flows.getVersion(key, body.number)).flow;
    await services.compiler.assertRunnable(principal.workspaceId, withoutPins(draft), key.flowId);
    const number = body.number ?? (await cutVersion(services, key)).number;
    await services.flows.setPublished(key, number);
    return services.flows.getVersion(key, number);
  },
);
