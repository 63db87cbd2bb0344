import { getGovernance } from '@codexos/protocol/contracts/governance.contract';
import { defineUseCase } from '../../use-case.ts';

export const getGovernanceUseCase = defineUseCase(getGovernance, async ({ services }) =>
  services.governance.view(),
);
