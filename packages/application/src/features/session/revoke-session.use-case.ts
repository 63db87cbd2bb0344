import { revokeSession } from '@codexos/protocol/contracts/session.contract';
import { defineUseCase } from '../../use-case.ts';

export const revokeSessionUseCase = defineUseCase(revokeSession, async ({ services, principal, params }) => {
  await services.sessions.revokeSession(principal.userId, params.sessionId);
  return {};
});
