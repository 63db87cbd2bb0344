import { z } from 'zod';
import { roleSchema, type Role } from './contracts/session.contract.ts';
import { runIdSchema } from './ids.ts';
import { jsonObjectSchema, jsonSchema, type JsonValue } from './json.ts';

/** What a node asks that called agents or flows whose own runs wait: nothing is answered here, but in each of those runs. */
export const childRunsQuestionSchema = z.object({
  type: z.literal('child-runs'),
  runs: z
    .array(
      z.object({
        runId: runIdSchema,
        agentId: z.string().optional(),
        flowId: z.string().optional(),
        name: z.string(),
        goal: z.string().optional(),
      }),
    )
    .min(1),
});
export type ChildRunsQuestion = z.infer<typeof childRunsQuestionSchema>;

/**
 * What a node asks of whoever started the run: to carry out tools of its own. Answered with `{ results }`; a person may
 * answer in its place.
 */
export const callerToolsQuestionSchema = z.object({
  type: z.literal('caller-tools'),
  calls: z.array(z.object({ call: z.int().min(0), tool: z.string(), input: jsonObjectSchema })).min(1),
});
export type CallerToolsQuestion = z.infer<typeof callerToolsQuestionSchema>;

export const callerToolsAnswerSchema = z.object({
  results: z
    .array(z.object({ call: z.int().min(0), output: jsonSchema, isSkipped: z.boolean().optional() }))
    .min(1),
});
export type CallerToolsAnswer = z.infer<typeof callerToolsAnswerSchema>;

/** Least role that may answer; whoever may run the flow when absent. */
const askedSchema = z.object({
  /** What is asked, in words. */
  text: z.string(),
  role: roleSchema.optional(),
});

/** Whether something may go on. Answered with `{ isApproved, comment? }`. */
export const approvalQuestionSchema = askedSchema.extend({
  type: z.literal('approval'),
  /** What it is about. */
  value: jsonSchema.optional(),
});
export type ApprovalQuestion = z.infer<typeof approvalQuestionSchema>;

export const approvalAnswerSchema = z.object({
  isApproved: z.boolean(),
  comment: z.string().max(2_000).optional(),
});
export type ApprovalAnswer = z.infer<typeof approvalAnswerSchema>;

export const questionFieldSchema = z.object({
  name: z.string().regex(/^[a-zA-Z_]\w{0,63}$/, 'must be a name: letters, digits and _'),
  label: z.string().max(200).default(''),
  type: z.enum(['text', 'number', 'boolean', 'choice']).default('text'),
  /** Of a choice. */
  options: z.array(z.string().min(1).max(200)).max(50).default([]),
  isRequired: z.boolean().default(true),
});
export type QuestionField = z.infer<typeof questionFieldSchema>;

/** Answered with an object that has a value for each field. */
export const formQuestionSchema = askedSchema.extend({
  type: z.literal('form'),
  fields: z.array(questionFieldSchema).min(1).max(30),
});
export type FormQuestion = z.infer<typeof formQuestionSchema>;

/** What a person is asked by a node that asks people. */
export type AskedQuestion = ApprovalQuestion | FormQuestion;

/** The least role that may answer a question; undefined when whoever may run the flow may. */
export function roleAsked(question: unknown): Role | undefined {
  return askedSchema.safeParse(question).data?.role;
}

/** Why a question cannot take an answer; undefined when it can. What asks in free words takes any. */
export function answerProblem(question: unknown, answer: JsonValue): string | undefined {
  if (approvalQuestionSchema.safeParse(question).success) {
    const parsed = approvalAnswerSchema.safeParse(answer);
    return parsed.success ? undefined : 'it has to say isApproved: true or false.';
  }
  const wanted = callerToolsQuestionSchema.safeParse(question);
  if (wanted.success) return callerToolsProblem(wanted.data, answer);
  const form = formQuestionSchema.safeParse(question);
  if (!form.success) return undefined;
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
    return 'it has to be an object with the fields of the form.';
  const known = new Set(form.data.fields.map(({ name }) => name));
  const unknown = Object.keys(answer).find((name) => !known.has(name));
  if (unknown !== undefined) return `the form has no field “${unknown}”.`;
  return form.data.fields.map((field) => fieldProblem(field, answer[field.name])).find(Boolean);
}

function callerToolsProblem({ calls }: CallerToolsQuestion, answer: JsonValue): string | undefined {
  const parsed = callerToolsAnswerSchema.safeParse(answer);
  if (!parsed.success) return 'it has to hold the results of the tools by the number of their call.';
  const given = new Set(parsed.data.results.map(({ call }) => call));
  const missing = calls.find(({ call }) => !given.has(call));
  return missing === undefined ? undefined : `the result of “${missing.tool}” is missing.`;
}

function fieldProblem({ name, type, options, isRequired }: QuestionField, value: JsonValue | undefined) {
  if (value === undefined || value === null || value === '')
    return isRequired ? `“${name}” is missing.` : undefined;
  if (type === 'choice')
    return options.includes(String(value)) ? undefined : `“${name}” has to be one of: ${options.join(', ')}.`;
  const wanted = type === 'text' ? 'string' : type;
  return typeof value === wanted ? undefined : `“${name}” has to be a ${type}.`;
}
