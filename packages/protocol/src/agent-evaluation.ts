/** Questions whose answers are known enough to be checked, and how an agent's version did with them. */
import { z } from 'zod';
import { runIdSchema } from './ids.ts';
import { runStatusSchema } from './run-event.ts';

/** What an answer has to be like. All of these are told apart without asking a model. */
export const expectationSchema = z.discriminatedUnion('type', [
  /** In any case of letters. */
  z.object({ type: z.literal('contains'), text: z.string().min(1).max(500) }),
  z.object({ type: z.literal('excludes'), text: z.string().min(1).max(500) }),
  /** Cites a file whose path is this or ends with it. */
  z.object({ type: z.literal('cites'), text: z.string().min(1).max(500) }),
  /** Calls the tool of this name. */
  z.object({ type: z.literal('calls'), text: z.string().min(1).max(64) }),
]);
export type Expectation = z.infer<typeof expectationSchema>;

export const agentCaseSchema = z.object({
  id: z.string().min(1).max(64),
  question: z.string().min(1).max(20_000),
  /** Without any, a run that completes passes. */
  expectations: z.array(expectationSchema).max(20),
});
export type AgentCase = z.infer<typeof agentCaseSchema>;

export const caseResultSchema = z.object({
  caseId: z.string(),
  runId: runIdSchema,
  /** Absent while the run is under way. */
  outcome: z
    .object({
      isPassed: z.boolean(),
      status: runStatusSchema,
      /** One for each expectation, in their order. */
      checks: z.array(z.boolean()),
      durationMs: z.number(),
      /** Why there is no answer to check. */
      message: z.string().optional(),
    })
    .optional(),
});
export type CaseResult = z.infer<typeof caseResultSchema>;

export const agentEvaluationSchema = z
  .object({
    id: z.string(),
    version: z.int().min(1),
    status: z.enum(['running', 'completed', 'cancelled', 'failed']),
    createdAt: z.number(),
    endedAt: z.number().optional(),
    /** As they were when it began. */
    cases: z.array(agentCaseSchema),
    /** In the order of the cases, as far as it has come. */
    results: z.array(caseResultSchema),
    /** What ended it early. */
    message: z.string().optional(),
  })
  .meta({ id: 'AgentEvaluation' });
export type AgentEvaluation = z.infer<typeof agentEvaluationSchema>;
