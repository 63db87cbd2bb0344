import { createApiToken } from '@codexos/protocol/contracts/settings.contract';
import { defineUseCase } from '../../use-case.ts';

export const createApiTokenUseCase = defineUseCase(createApiToken, async ({ services, principal, body }) =>
  services.sessions.createToken(principal, body.name),
);
