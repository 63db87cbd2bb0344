import { runNode } from '@codexos/protocol/contracts/runs.contract';
import { defineUseCase } from '../../use-case.ts';
import { flowOfNode } from './flow-of-node.ts';

/** A run like any other, of a flow around one node of the draft. */
export const runNodeUseCase = defineUseCase(runNode, async ({ services, principal, params, body }) => {
  const { workspaceId } = principal;
  const { flowId, nodeId } = params;
  const draft = await services.flowDocuments.readDraft({ workspaceId, flowId });
  const { flow, input } = flowOfNode({
    ...{ flow: draft, nodeId, kinds: services.compiler.describeKinds() },
    ...{ input: body.input, runInput: body.runInput },
  });
  return services.runs.start({
    ...{ workspaceId, flowId, nodeId, name: flow.name, flow, input },
    source: body.source,
    trigger: 'manual',
  });
});
