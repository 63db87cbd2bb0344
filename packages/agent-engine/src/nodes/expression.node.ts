import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { parseExpression } from '../expression/expression.ts';
import { NODE_VARIABLES, nodeScope } from '../expression/node-scope.ts';
import { done } from '../outcome.ts';
import { expressionProblems } from './expression-problem.ts';

const variables = [...NODE_VARIABLES, 'context'];

/** Makes one value from others, without side effects. */
export const expressionNode = defineNode({
  kind: 'expression',
  version: 1,
  meta: { label: 'Expression', group: 'logic', icon: 'braces', summary: 'Computes a value' },
  config: z.object({
    expression: z.string().min(1, 'An expression is needed').max(4_000).meta({
      label: 'Expression',
      help: 'Written in CEL. It may use input, context, run.input and turn.',
      control: 'expression',
      placeholder: '{"title": input.title, "count": size(input.items)}',
    }),
  }),
  ports: {
    in: { input: { label: 'Input', type: 'any' }, context: { label: 'Context', type: 'any' } },
    out: { value: { label: 'Value', type: 'json' } },
  },
  cardSettings: ['expression'],
  isInstant: true,
  problems: ({ expression }) => expressionProblems({ text: expression, variables, configPath: 'expression' }),
  run(context) {
    const { input, context: extra = null } = context.input;
    const expression = parseExpression(context.config.expression, variables);
    return done({
      port: 'value',
      value: expression.evaluate({ ...nodeScope(context, input), context: extra }),
    });
  },
});
