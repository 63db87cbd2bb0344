import { listSessions } from '@codexos/protocol/contracts/session.contract';
import { defineUseCase } from '../../use-case.ts';

export const listSessionsUseCase = defineUseCase(listSessions, async ({ services, principal }) => ({
  items: await services.sessions.listSessions(principal),
}));
