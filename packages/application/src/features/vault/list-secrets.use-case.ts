import { listSecrets } from '@codexos/protocol/contracts/secrets.contract';
import { defineUseCase } from '../../use-case.ts';

export const listSecretsUseCase = defineUseCase(listSecrets, async ({ services, principal }) => ({
  items: await services.vault.list(principal.workspaceId),
}));
