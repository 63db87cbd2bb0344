import { Environment } from '@marcbachmann/cel-js';
import { currentBudget } from './budget.ts';

/**
 * The language of conditions, templates and mappings: CEL, without side effects, loops or access to anything that is
 * not given. Numbers from JSON are doubles to CEL and whole numbers in an expression are integers, so arithmetic and
 * comparison between the two are defined here the way everyone expects.
 */
export function createCelEnvironment(variables: readonly string[]): Environment {
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
    limits: {
      maxAstNodes: 2_000,
      maxDepth: 60,
      maxListElements: 500,
      maxMapEntries: 500,
      maxCallArguments: 16,
    },
  });
  for (const [operator, apply] of Object.entries(arithmetic)) {
    const calculate = (left: number | bigint, right: number | bigint): number =>
      apply(Number(left), Number(right));
    environment.registerOperator(`double ${operator} int`, calculate);
    environment.registerOperator(`int ${operator} double`, calculate);
  }
  environment.registerOperator('double % double', (left: number, right: number) => left % right);
  environment.registerOperator('int == double', (left: bigint, right: number) => Number(left) === right);
  environment.registerFunction('string.replace(string, string): string', replaceAll);
  environment.registerFunction('round(double): double', (value: number) => Math.round(value));
  environment.registerFunction('json(dyn): string', (value: unknown) =>
    JSON.stringify(value, numberFromBigint),
  );
  for (const variable of variables) environment.registerVariable(variable, 'dyn');
  return environment;
}

const arithmetic: Record<string, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

function replaceAll(text: string, search: string, value: string): string {
  let count = search === '' ? text.length + 1 : 0;
  if (search !== '') {
    for (let at = text.indexOf(search); at !== -1; at = text.indexOf(search, at + search.length)) count += 1;
  }
  currentBudget().checkLength(text.length + count * (value.length - search.length));
  return text.replaceAll(search, () => value);
}

function numberFromBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
