import { changePassword } from '@codexos/protocol/contracts/session.contract';
import { defineUseCase } from '../../use-case.ts';

export const changePasswordUseCase = defineUseCase(
  changePassword,
  async ({ services, principal: { userId, credentialId }, body }) => {
    services.access.assertAccounts();
    services.access.countTry(`password ${userId}`);
    await services.accounts.changePassword(userId, body.currentPassword, body.newPassword);
    await services.sessions.revokeOthers(userId, credentialId);
    return {};
  },
  ({ principal }) => ({ target: principal.userId }),
);
