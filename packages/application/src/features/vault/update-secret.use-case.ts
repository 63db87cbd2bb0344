import { updateSecret } from '@codexos/protocol/contracts/secrets.contract';
import { defineUseCase } from '../../use-case.ts';
import { assertMayChange } from './assert-may-change.ts';

export const updateSecretUseCase = defineUseCase(
  updateSecret,
  async ({ services, principal, params: { secretId }, body: { description, grants } }) => {
    const key = { workspaceId: principal.workspaceId, secretId };
    assertMayChange(principal, await services.vault.get(key));
    return services.vault.update(key, {
      ...(description === undefined ? {} : { description }),
      ...(grants === undefined ? {} : { grants }),
    });
  },
);
