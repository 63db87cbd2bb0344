import { z } from 'zod';

export const planStepStatusSchema = z.enum(['pending', 'running', 'done', 'failed', 'skipped']);

export const planStepSchema = z.object({
  id: z.string().max(40),
  goal: z.string().max(2_000),
  /** What the step uses. `answer` needs nothing but what is known. */
  uses: z.discriminatedUnion('type', [
    z.object({ type: z.literal('tool'), tool: z.string() }),
    z.object({ type: z.literal('agent'), agentId: z.string() }),
    z.object({ type: z.literal('search'), knowledge: z.string() }),
    z.object({ type: z.literal('answer') }),
  ]),
  /** How to tell that the step is done. */
  doneWhen: z.string().max(1_000).default(''),
  /** Ids of steps that must be done before. */
  after: z.array(z.string()).max(50).default([]),
  status: planStepStatusSchema.default('pending'),
  /** What came of it, shortened for people. */
  result: z.string().max(4_000).optional(),
});
export type PlanStep = z.infer<typeof planStepSchema>;

export const planSchema = z
  .object({ goal: z.string(), steps: z.array(planStepSchema).max(50) })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof planSchema>;
