/** An opinion on a proposal. It changes nothing on the chain. */
import { z } from 'zod';
import { runIdSchema } from './ids.ts';
import { wireErrorSchema } from './wire-error.ts';

/** From the mildest to the strictest. */
export const verdictSchema = z.enum(['no-objection', 'concerns', 'objection']);
export type Verdict = z.infer<typeof verdictSchema>;

export const findingSchema = z.object({
  severity: z.enum(['note', 'concern', 'objection']),
  /** One sentence or two, with the figures that it rests on. */
  text: z.string(),
  /** Place of the action that it is about, from 1. */
  action: z.int().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** What the tool `check-proposal` finds by rules alone. */
export const proposalCheckSchema = z.object({
  verdict: verdictSchema,
  findings: z.array(findingSchema),
  /** Facts and findings in Markdown, as a person reads them. */
  report: z.string(),
});
export type ProposalCheck = z.infer<typeof proposalCheckSchema>;

export const proposalReviewSchema = z
  .object({
    proposalId: z.string(),
    /** From 1, in the order in which they were asked for. */
    number: z.int(),
    /** By itself when the proposal appeared, or because somebody asked. */
    trigger: z.enum(['automatic', 'person']),
    createdAt: z.number(),
    state: z.enum(['running', 'done', 'failed']),
    /** The run that made it; absent when it could not be started. */
    runId: runIdSchema.optional(),
    /** What wrote the text; absent when no language model did. */
    model: z.string().optional(),
    /** Of a review that is done. */
    result: z
      .object({
        verdict: verdictSchema,
        findings: z.array(findingSchema),
        /** Markdown. */
        text: z.string(),
        /** Set when the model was stricter than the rules. */
        isStricter: z.boolean(),
      })
      .optional(),
    /** Why it failed, and what to do. */
    error: wireErrorSchema.optional(),
  })
  .meta({ id: 'ProposalReview' });
export type ProposalReview = z.infer<typeof proposalReviewSchema>;

/** The stricter of two. */
export function stricterVerdict(left: Verdict, right: Verdict): Verdict {
  const order = verdictSchema.options;
  return order.indexOf(left) >= order.indexOf(right) ? left : right;
}
