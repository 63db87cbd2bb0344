import { listProposalReviews } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../../use-case.ts';

export const listProposalReviewsUseCase = defineUseCase(
  listProposalReviews,
  async ({ services, principal, query }) => ({
    items: await services.reviews.list(principal.workspaceId, query.proposalId),
  }),
);
