import { createFlowVersion } from '@codexos/protocol/contracts/flows.contract';
import { defineUseCase } from '../../use-case.ts';
import { cutVersion } from './cut-version.ts';

export const createFlowVersionUseCase = defineUseCase(
  createFlowVersion,
  async ({ services, principal, params, body }) =>
    cutVersion(services, { workspaceId: principal.workspaceId, flowId: params.flowId }, body.name),
);
