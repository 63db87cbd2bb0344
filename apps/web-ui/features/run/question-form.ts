/** What a paused node asks, as a form, and what is sent back for what a person chose. */
import { jsonObjectSchema, jsonSchema, type JsonObject, type JsonValue } from '@codexos/protocol/json';
import {
  approvalQuestionSchema,
  callerToolsQuestionSchema,
  childRunsQuestionSchema,
  formQuestionSchema,
  type ApprovalQuestion,
  type CallerToolsQuestion,
  type ChildRunsQuestion,
  type FormQuestion,
} from '@codexos/protocol/question';
import { signalQuestionSchema, type SignalQuestion } from '@codexos/protocol/signal';
import type { ActivationView } from '@codexos/protocol/run-view';
import { z } from 'zod';

const toolActionSchema = z.enum(['run-again', 'skip', 'use']);
export type ToolAction = z.infer<typeof toolActionSchema>;

/** A call that was cut off before its result was known, and must not be made twice unasked. */
const toolUnfinishedSchema = z.object({
  type: z.literal('tool-unfinished'),
  call: z.int(),
  tool: z.string(),
  input: jsonObjectSchema,
  actions: z.array(toolActionSchema).min(1),
});

export type QuestionForm =
  | { type: 'tool'; call: number; tool: string; input: JsonObject; actions: ToolAction[] }
  /** Asked in words, or as a value that is shown as it is. */
  | { type: 'text'; question: JsonValue | undefined }
  | ApprovalQuestion
  | FormQuestion
  | SignalQuestion
  /** Whoever asked carries tools out. */
  | CallerToolsQuestion
  /** Nothing is asked: it goes on by itself, epoch ms. */
  | { type: 'time'; until: number }
  /** The questions are those of other runs, and are answered there. */
  | { type: 'child-runs'; runs: ChildRunsQuestion['runs'] };

/** What each of the forms is drawn with. */
export interface AnswerProps {
  send: (answer: JsonValue) => void;
  /** Only shown, not answered. */
  isPast: boolean;
  isSending: boolean;
}

export function toQuestionForm({
  question,
  pausedUntil,
}: Pick<ActivationView, 'question' | 'pausedUntil'>): QuestionForm {
  if (question === undefined && pausedUntil !== undefined) return { type: 'time', until: pausedUntil };
  const approval = approvalQuestionSchema.safeParse(question);
  if (approval.success) return approval.data;
  const form = formQuestionSchema.safeParse(question);
  if (form.success) return form.data;
  const signal = signalQuestionSchema.safeParse(question);
  if (signal.success) return signal.data;
  const unfinished = toolUnfinishedSchema.safeParse(question);
  if (unfinished.success) return { ...unfinished.data, type: 'tool' };
  const callerTools = callerToolsQuestionSchema.safeParse(question);
  if (callerTools.success) return callerTools.data;
  const children = childRunsQuestionSchema.safeParse(question);
  if (children.success) return children.data;
  return { type: 'text', question };
}

/** The answer that the engine takes for an unfinished call. */
export function toolAnswer(call: number, action: ToolAction, output: string): JsonObject {
  return action === 'use' ? { call, action, output: asOutput(output) } : { call, action };
}

/** JSON where it is JSON, else the text itself; nothing at all is `null`. */
function asOutput(text: string): JsonValue {
  if (text.trim() === '') return null;
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return text;
  }
}
