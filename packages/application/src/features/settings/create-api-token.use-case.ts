import { createApiToken } from '@codexos/protocol/contracts/settings.contract';
import { defineUseCase } from '../../use-case.ts';

const DAY_MS = 24 * 3_600_000;

export const createApiTokenUseCase = defineUseCase(
  createApiToken,
  async ({ services, principal, body: { name, permissions, expiresInDays } }) =>
    services.sessions.createToken(principal, name, {
      ...(permissions ? { permissions } : {}),
      ...(expiresInDays === undefined ? {} : { expiresAt: services.clock() + expiresInDays * DAY_MS }),
    }),
);
