import { checkSdl } from '@codexos/protocol/contracts/deployments.contract';
import { defineUseCase } from '../../use-case.ts';
import { describeSdl } from './describe-sdl.ts';

export const checkSdlUseCase = defineUseCase(checkSdl, async ({ body }) =>
  describeSdl(body.sdl, body.deploymentId),
);
