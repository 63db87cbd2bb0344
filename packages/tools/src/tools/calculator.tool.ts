import { z } from 'zod';
import { calculate } from '../arithmetic/calculate.ts';
import { defineTool } from '../define-tool.ts';

/** Calculates an arithmetic expression. */
export const calculatorTool = defineTool({
  name: 'calculator',
  label: 'Calculator',
  description:
    'Calculate an arithmetic expression such as (3.5 + 4) * 2^10 or round(sqrt(2), 3). Knows + - * / % ^, parentheses, pi, e and functions like min, max, sum, mean, log, sin.',
  icon: 'calculator',
  effect: 'read',
  input: z.object({
    expression: z
      .string()
      .min(1)
      .max(2_000)
      .describe('The expression')
      .meta({ label: 'Expression', placeholder: '12 * (3 + 4)' }),
  }),
  output: z.object({ result: z.number() }),
  run: ({ input }) => Promise.resolve({ output: { result: calculate(input.expression) } }),
});
