import { getGovernanceSettings } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../use-case.ts';

export const getGovernanceSettingsUseCase = defineUseCase(
  getGovernanceSettings,
  async ({ services, principal }) => services.governanceSettings.get(principal.workspaceId),
);
