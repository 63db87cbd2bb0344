import { getProposal } from '@codexos/protocol/contracts/governance.contract';
import { defineUseCase } from '../../use-case.ts';

export const getProposalUseCase = defineUseCase(getProposal, async ({ services, params }) =>
  services.governance.proposal(params.proposalId),
);
