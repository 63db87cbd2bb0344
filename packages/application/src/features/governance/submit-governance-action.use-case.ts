import { submitGovernanceAction } from '@codexos/protocol/contracts/governance.contract';
import { assertAllowed } from '../../guard/guard.ts';
import { defineUseCase } from '../../use-case.ts';
import { describeGovernanceAction } from './describe-governance-action.ts';

export const submitGovernanceActionUseCase = defineUseCase(
  submitGovernanceAction,
  async ({ services: { governance }, principal, body: { action, account } }) => {
    // The guardian can stop what everybody else decided.
    if (await governance.isLocalGuardian(account)) assertAllowed(principal, 'governance:admin');
    return governance.submit(action, account);
  },
  ({ body: { action, account }, response }) => ({
    // What has no proposal yet, or never has one, is done to the account.
    target: response?.proposalId ?? ('proposalId' in action ? action.proposalId : account),
    details: {
      ...describeGovernanceAction(action),
      ...(response?.title === undefined ? {} : { title: response.title }),
      account,
      transactions: response?.transactions ?? [],
    },
  }),
);
