import { checkSdl } from '@codexos/protocol/contracts/deployments.contract';
import { isAllowed } from '../../guard/guard.ts';
import { defineUseCase } from '../../use-case.ts';
import { describeSdl } from './describe-sdl.ts';
import { sdlSecretsOf } from './sdl-secrets-of.ts';

export const checkSdlUseCase = defineUseCase(checkSdl, async ({ services, principal, body }) => {
  const report = await describeSdl(body.sdl, body.deploymentId);
  if (!isAllowed(principal, 'secret:read')) return report;
  return { ...report, secrets: await sdlSecretsOf(services.vault, principal.workspaceId, body.sdl) };
});
