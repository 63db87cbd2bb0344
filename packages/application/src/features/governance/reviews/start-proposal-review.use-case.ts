import { startProposalReview } from '@codexos/protocol/contracts/governance-agents.contract';
import { defineUseCase } from '../../../use-case.ts';

export const startProposalReviewUseCase = defineUseCase(
  startProposalReview,
  async ({ services, principal, body }) =>
    services.reviews.review(principal.workspaceId, body.proposalId, principal.userId),
  ({ body, response }) => ({
    target: body.proposalId,
    details: response?.runId === undefined ? {} : { runId: response.runId },
  }),
);
