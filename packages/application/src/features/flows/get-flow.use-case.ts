import { getFlow } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeFlow } from './describe-flow.ts';

export const getFlowUseCase = defineUseCase(getFlow, async ({ services, principal, params }) =>
  describeFlow(services, { workspaceId: principal.workspaceId, flowId: params.flowId }),
);
