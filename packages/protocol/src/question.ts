import { z } from 'zod';
import { runIdSchema } from './ids.ts';

/** What a node asks that called agents whose own runs wait: nothing is answered here, but in each of those runs. */
export const childRunsQuestionSchema = z.object({
  type: z.literal('child-runs'),
  runs: z
    .array(z.object({ runId: runIdSchema, agentId: z.string(), name: z.string(), goal: z.string() }))
    .min(1),
});
export type ChildRunsQuestion = z.infer<typeof childRunsQuestionSchema>;
