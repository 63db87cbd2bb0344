import { deleteSecret } from '@codexos/protocol/contracts/secrets.contract';
import { defineUseCase } from '../../use-case.ts';
import { assertMayChange } from './assert-may-change.ts';

export const deleteSecretUseCase = defineUseCase(
  deleteSecret,
  async ({ services, principal, params: { secretId } }) => {
    const key = { workspaceId: principal.workspaceId, secretId };
    assertMayChange(principal, await services.vault.get(key));
    await services.vault.delete(key);
    return {};
  },
);
