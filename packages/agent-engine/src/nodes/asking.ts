/** What nodes that ask people have in common: who may answer, and for how long they wait. */
import type { JsonValue } from '@codexos/protocol/json';
import { z } from 'zod';
import { NODE_VARIABLES, nodeScope } from '../expression/node-scope.ts';
import { parseTemplate, valueToText } from '../expression/template.ts';
import type { NodeContext } from '../node-context.ts';

export const askingShape = {
  question: z.string().min(1, 'A question is needed').max(5_000).meta({
    label: 'Question',
    help: 'Text with CEL between {{ and }}. It may use input, run.input and turn.',
    control: 'template',
  }),
  role: z.enum(['anybody', 'creator', 'admin']).default('anybody').meta({
    label: 'Who may answer',
    help: 'Creators and admins, admins alone, or anybody who may run flows.',
    control: 'select',
  }),
  waitMinutes: z.number().min(0).max(525_600).default(0).meta({
    label: 'Wait at most (minutes)',
    help: 'After that it goes on from its Time-out port. 0 waits for ever.',
    control: 'number',
  }),
};

export interface AskingConfig {
  question: string;
  role: 'anybody' | 'creator' | 'admin';
  waitMinutes: number;
}

type Asking = NodeContext<AskingConfig, { readonly input: JsonValue }>;

/** The words of the question, and who may answer. */
export function askedBy(context: Asking): { text: string; role?: 'creator' | 'admin' } {
  const { question, role } = context.config;
  const text = parseTemplate(question, NODE_VARIABLES).render(
    nodeScope(context, context.input.input),
    valueToText,
  );
  return role === 'anybody' ? { text } : { text, role };
}

/** When the wait is over, for the outcome. */
export function untilOf({
  config: { waitMinutes },
  calls,
}: Pick<NodeContext<Pick<AskingConfig, 'waitMinutes'>>, 'config' | 'calls'>): { until?: number } {
  return waitMinutes === 0 ? {} : { until: calls.now() + waitMinutes * 60_000 };
}
