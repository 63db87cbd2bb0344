import { rotateSecret } from '@codexos/protocol/contracts/secrets.contract';
import { defineUseCase } from '../../use-case.ts';
import { assertMayChange } from './assert-may-change.ts';

export const rotateSecretUseCase = defineUseCase(
  rotateSecret,
  async ({ services, principal, params: { secretId }, body }) => {
    const key = { workspaceId: principal.workspaceId, secretId };
    assertMayChange(principal, await services.vault.get(key));
    return services.vault.rotate(key, body.value, principal.userId);
  },
);
