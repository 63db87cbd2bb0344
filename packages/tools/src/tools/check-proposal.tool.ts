import { proposalFactsSchema } from '@codexos/protocol/proposal-facts';
import { proposalCheckSchema } from '@codexos/protocol/proposal-review';
import { z } from 'zod';
import { defineTool } from '../define-tool.ts';
import { checkProposal } from '../proposals/check-proposal.ts';
import { requirePort } from '../require-port.ts';

/** Reads a proposal of the organisation and checks it against its rules. */
export const checkProposalTool = defineTool({
  name: 'check-proposal',
  label: 'Check a proposal',
  description:
    'Read a governance proposal from the chain: what its actions do, what they would do if they were executed now, and what stands out against the rules of treasury, parameters and votes. Changes nothing.',
  icon: 'scale',
  effect: 'read',
  input: z.object({
    proposalId: z
      .string()
      .regex(/^\d{1,78}$/, 'must be the number of a proposal')
      .describe('Number of the proposal, as its address on the governance page has it')
      .meta({ label: 'Proposal' }),
  }),
  output: proposalCheckSchema.extend({ facts: proposalFactsSchema }),
  async run({ input: { proposalId }, context }) {
    const proposals = requirePort(context.proposals, {
      message: 'There is no network of proposals here.',
      hint: 'Open Governance once, which starts the local chain, or connect a network.',
    });
    const facts = await proposals.facts(proposalId);
    return { output: { ...checkProposal(facts), facts } };
  },
});
