/** What a paused node asks, as a form, and what is sent back for what a person chose. */
import { jsonObjectSchema, jsonSchema, type JsonObject, type JsonValue } from '@codexos/protocol/json';
import type { RunStatus } from '@codexos/protocol/run-event';
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
  /** The question is another run's, and is answered there. */
  | { type: 'child-run'; childRunIds: string[] };

/** What each of the forms is drawn with. */
export interface AnswerProps {
  send: (answer: JsonValue) => void;
  /** Only shown, not answered. */
  isPast: boolean;
  isSending: boolean;
}

export function toQuestionForm({
  question,
  calls,
}: Pick<ActivationView, 'question' | 'calls'>): QuestionForm {
  const unfinished = toolUnfinishedSchema.safeParse(question);
  if (unfinished.success) return { ...unfinished.data, type: 'tool' };
  const childRunIds = calls.flatMap((call) =>
    call.type === 'child-run' && !hasEnded(call.status) ? [call.childRunId] : [],
  );
  if (question === undefined && childRunIds.length > 0) return { type: 'child-run', childRunIds };
  return { type: 'text', question };
}

const hasEnded = (status: RunStatus): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled';

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
