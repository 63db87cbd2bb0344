import { updateGovernanceSettings } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../use-case.ts';

export const updateGovernanceSettingsUseCase = defineUseCase(
  updateGovernanceSettings,
  async ({ services, principal, body }) => {
    const settings = await services.governanceSettings.update(principal.workspaceId, body);
    services.governanceWatch.nudge();
    return settings;
  },
  ({ body }) => ({ target: 'governance', details: { ...body } }),
);
