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

export const MAX_PLAN_STEPS = 50;

export const planSchema = z
  .object({
    goal: z.string(),
    steps: z.array(planStepSchema).max(MAX_PLAN_STEPS),
    /** Grows with each edit by a person, not with the progress of the steps. */
    revision: z.int().min(1).default(1),
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof planSchema>;

/** A step as a person sends it: what came of it is the agent's to say. */
export const editedStepSchema = planStepSchema.omit({ status: true, result: true });
export type EditedStep = z.infer<typeof editedStepSchema>;

/** What the steps of a plan may use: what the agent's author has given to it. */
export const planChoicesSchema = z.object({
  tools: z.array(z.string()),
  agents: z.array(z.object({ agentId: z.string(), name: z.string() })),
  knowledge: z.array(z.string()),
});
export type PlanChoices = z.infer<typeof planChoicesSchema>;

/** How a plan changed while it ran: a step went on, or a person edited what is still to come. */
export const planChangeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step: planStepSchema }),
  z.object({
    type: z.literal('edit'),
    /** Id of the person. */
    by: z.string(),
    /** Of the plan after the edit. */
    revision: z.int().min(2),
    /** All steps after the edit. */
    steps: z.array(planStepSchema).max(MAX_PLAN_STEPS),
  }),
]);
export type PlanChange = z.infer<typeof planChangeSchema>;

/** The plan after one change. */
export function changePlan(plan: Plan, change: PlanChange): Plan {
  if (change.type === 'edit') return { ...plan, steps: change.steps, revision: change.revision };
  const { step } = change;
  return { ...plan, steps: plan.steps.map((candidate) => (candidate.id === step.id ? step : candidate)) };
}
