import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { parseExpression } from '../expression/expression.ts';
import { done } from '../outcome.ts';
import { expressionProblems } from './expression-problem.ts';

const variables = ['value', 'turn', 'run'];

/** Repeats what hangs between its body and its back port, until a condition holds or the turns are used up. */
export const loopNode = defineNode({
  kind: 'loop',
  version: 1,
  meta: { label: 'Loop', group: 'logic', icon: 'repeat', summary: 'Repeats nodes up to a bound' },
  config: z.object({
    maxTurns: z.int().min(1).max(1_000).default(3).meta({
      label: 'Turns at most',
      help: 'The loop never goes round more often than this.',
      control: 'number',
    }),
    until: z.string().max(2_000).default('').meta({
      label: 'Until',
      help: 'Ends the loop early when true, written in CEL. It may use value (what came back), turn and run.input.',
      control: 'expression',
      placeholder: 'value.contains("DONE")',
    }),
  }),
  ports: {
    in: {
      input: { label: 'Start', type: 'any', required: true },
      back: { label: 'Back', type: 'any', required: true },
    },
    out: { body: { label: 'Body', type: 'any' }, done: { label: 'Done', type: 'any' } },
  },
  cardSettings: ['maxTurns', 'until'],
  isInstant: true,
  loop: { body: 'body', back: 'back' },
  problems: ({ until }) =>
    until.trim() === '' ? [] : expressionProblems({ text: until, variables, configPath: 'until' }),
  run(context) {
    // The start and the end of each turn are activations of their own; only the first has the starting value.
    const start: typeof context.input.input | undefined = context.input.input;
    if (start !== undefined) return done({ port: 'body', value: start });
    const back: typeof context.input.back | undefined = context.input.back;
    const turn = context.loop?.turn ?? 0;
    // A body that was left through a condition has nothing to go on with: the loop ends with what the turn began with.
    if (back === undefined) return done({ port: 'done', value: context.loop?.value ?? null });
    const isOver =
      turn >= context.config.maxTurns ||
      isUntil(context.config.until, { value: back, turn, run: { input: context.runInput } });
    return done({ port: isOver ? 'done' : 'body', value: back });
  },
});

function isUntil(until: string, values: Record<string, unknown>): boolean {
  if (until.trim() === '') return false;
  const result = parseExpression(until, variables).evaluate(values);
  if (typeof result === 'boolean') return result;
  throw new CodexError({
    code: 'EXPRESSION_FAILED',
    message: `The condition “${until}” gave ${JSON.stringify(result)}, which is neither true nor false.`,
    hint: 'Compare the value with something, for example with == or >.',
  });
}
