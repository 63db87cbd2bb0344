import { prepareGovernanceAction } from '@codexos/protocol/contracts/governance.contract';
import { defineUseCase } from '../../use-case.ts';

export const prepareGovernanceActionUseCase = defineUseCase(
  prepareGovernanceAction,
  async ({ services, body }) => services.governance.prepare(body.action),
);
