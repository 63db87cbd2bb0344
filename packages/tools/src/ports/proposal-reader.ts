import type { ProposalFacts } from '@codexos/protocol/proposal-facts';

/** Reads proposals of the organisation from the chain. */
export interface ProposalReader {
  /** Throws PROPOSAL_NOT_FOUND, and UNAVAILABLE when the network does not answer. */
  facts(proposalId: string): Promise<ProposalFacts>;
}
