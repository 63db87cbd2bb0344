import { advanceChainClock } from '@codexos/protocol/contracts/governance.contract';
import { defineUseCase } from '../../use-case.ts';

export const advanceChainClockUseCase = defineUseCase(
  advanceChainClock,
  async ({ services, body }) => ({ now: await services.governance.advance(body.seconds) }),
  ({ body }) => ({ target: 'local-chain', details: { seconds: body.seconds } }),
);
