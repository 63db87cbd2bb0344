import { findExpressionProblem } from '../expression/expression.ts';
import { findTemplateProblem } from '../expression/template.ts';
import type { ConfigProblem } from '../node-kind.ts';

interface CheckOptions {
  text: string;
  variables: readonly string[];
  configPath: string;
}

export function expressionProblems({ text, variables, configPath }: CheckOptions): ConfigProblem[] {
  return toProblems(findExpressionProblem(text, variables), { variables, configPath });
}

export function templateProblems({ text, variables, configPath }: CheckOptions): ConfigProblem[] {
  return toProblems(findTemplateProblem(text, variables), { variables, configPath });
}

function toProblems(
  message: string | null,
  { variables, configPath }: Omit<CheckOptions, 'text'>,
): ConfigProblem[] {
  if (message === null) return [];
  return [
    {
      code: 'EXPRESSION_INVALID',
      message,
      hint: `Expressions are CEL and may use: ${variables.join(', ')}.`,
      configPath,
    },
  ];
}
