import { submitGovernanceAction } from '@codexos/protocol/contracts/governance.contract';
import { assertAllowed } from '../../guard/guard.ts';
import { defineUseCase } from '../../use-case.ts';

export const submitGovernanceActionUseCase = defineUseCase(
  submitGovernanceAction,
  async ({ services: { governance }, principal, body: { action, account } }) => {
    // The guardian can stop what everybody else decided.
    if (await governance.isLocalGuardian(account)) assertAllowed(principal, 'governance:admin');
    return governance.submit(action, account);
  },
);
