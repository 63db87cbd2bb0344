import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { parseExpression } from '../expression/expression.ts';
import { NODE_VARIABLES, nodeScope } from '../expression/node-scope.ts';
import { done } from '../outcome.ts';
import { expressionProblems } from './expression-problem.ts';

/** Sends its input down one of two ways. */
export const conditionNode = defineNode({
  kind: 'condition',
  version: 1,
  meta: { label: 'Condition', group: 'logic', icon: 'git-branch', summary: 'Goes one of two ways' },
  config: z.object({
    expression: z.string().min(1, 'A condition is needed').max(2_000).meta({
      label: 'Condition',
      help: 'True or false, written in CEL. It may use input, run.input and turn.',
      control: 'expression',
      placeholder: 'size(input) > 0',
    }),
  }),
  ports: {
    in: { input: { label: 'Input', type: 'any', required: true } },
    out: { true: { label: 'True', type: 'any' }, false: { label: 'False', type: 'any' } },
  },
  cardSettings: ['expression'],
  isInstant: true,
  problems: ({ expression }) =>
    expressionProblems({ text: expression, variables: NODE_VARIABLES, configPath: 'expression' }),
  run(context) {
    const { input } = context.input;
    const result = parseExpression(context.config.expression, NODE_VARIABLES).evaluate(
      nodeScope(context, input),
    );
    if (typeof result !== 'boolean') {
      throw new CodexError({
        code: 'EXPRESSION_FAILED',
        message: `The condition “${context.config.expression}” gave ${JSON.stringify(result)}, which is neither true nor false.`,
        hint: 'Compare the value with something, for example with == or size(…) > 0.',
      });
    }
    return done({ port: result ? 'true' : 'false', value: input });
  },
});
