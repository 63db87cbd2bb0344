import { ERROR_PORT } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import { listedPortSchema } from '@codexos/protocol/listed-ports';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { parseExpression } from '../expression/expression.ts';
import { NODE_VARIABLES, nodeScope } from '../expression/node-scope.ts';
import type { ConfigProblem } from '../node-kind.ts';
import { done } from '../outcome.ts';
import { expressionProblems } from './expression-problem.ts';

const caseSchema = listedPortSchema.pick({ name: true, label: true }).extend({
  when: z.string().min(1, 'Say when it applies').max(2_000),
});
type Case = z.infer<typeof caseSchema>;

const DEFAULT_PORT = 'default';
const RESERVED: readonly string[] = [DEFAULT_PORT, ERROR_PORT];

/** Sends its input down one of several named ways. */
export const switchNode = defineNode({
  kind: 'switch',
  version: 1,
  meta: { label: 'Switch', group: 'logic', icon: 'split', summary: 'Goes one of several named ways' },
  config: z.object({
    by: z.enum(['conditions', 'values']).default('conditions').meta({
      label: 'Decide by',
      help: 'Conditions: each case is true or false in CEL. Values: each case is compared with one value.',
      control: 'select',
    }),
    value: z.string().min(1, 'A value is needed').max(2_000).default('input').meta({
      label: 'Value',
      help: 'With “values”: what the cases are compared with, in CEL. It may use input, run.input and turn.',
      control: 'expression',
    }),
    cases: z.array(caseSchema, { error: 'A case is needed' }).min(1, 'A case is needed').max(30).meta({
      label: 'Cases',
      help: 'From top to bottom. What fits none of them goes on from Default.',
      control: 'cases',
    }),
    take: z.enum(['first', 'all']).default('first').meta({
      label: 'Take',
      help: 'The first case that fits, or all that fit, side by side.',
      control: 'select',
    }),
  }),
  ports: {
    in: { input: { label: 'Input', type: 'any', required: true } },
    out: { [DEFAULT_PORT]: { label: 'Default', type: 'any' } },
  },
  portLists: { out: 'cases' },
  cardSettings: ['by', 'cases'],
  isInstant: true,
  problems: ({ by, value, cases }) => [
    ...(by === 'values'
      ? expressionProblems({ text: value, variables: NODE_VARIABLES, configPath: 'value' })
      : []),
    ...cases.flatMap((one, index) => [
      ...nameProblems(one, index, cases),
      ...(by === 'conditions'
        ? expressionProblems({ text: one.when, variables: NODE_VARIABLES, configPath: `cases.${index}.when` })
        : []),
    ]),
  ],
  run(context) {
    const { input } = context.input;
    const { by, value, cases, take } = context.config;
    const scope = nodeScope(context, input);
    const compared = by === 'values' ? parseExpression(value, NODE_VARIABLES).evaluate(scope) : null;
    const fits = (one: Case): boolean =>
      by === 'values'
        ? isEqual(compared, one.when)
        : holds(one, parseExpression(one.when, NODE_VARIABLES).evaluate(scope));
    const first = cases.find(fits);
    if (!first) return done({ port: DEFAULT_PORT, value: input });
    const taken = take === 'all' ? cases.filter(fits) : [first];
    return done(taken.map(({ name }) => ({ port: name, value: input })));
  },
});

/** A case is written as text: a text equals itself, everything else its JSON. */
function isEqual(value: JsonValue, text: string): boolean {
  return typeof value === 'string' ? value === text : JSON.stringify(value) === text.trim();
}

function holds({ name, when }: Case, result: JsonValue): boolean {
  if (typeof result === 'boolean') return result;
  throw new CodexError({
    code: 'EXPRESSION_FAILED',
    message: `The case “${name}” asks “${when}”, which gave ${JSON.stringify(result)} and not true or false.`,
    hint: 'Compare the value with something, or let the cases be compared with a value.',
  });
}

function nameProblems({ name }: Case, index: number, cases: readonly Case[]): ConfigProblem[] {
  const isTwice = cases.findIndex((other) => other.name === name) < index;
  if (!isTwice && !RESERVED.includes(name)) return [];
  return [
    {
      code: 'CONFIG_INVALID',
      message: isTwice ? `two cases are called “${name}”.` : `a case cannot be called “${name}”.`,
      hint: isTwice
        ? 'Give each case a name of its own.'
        : `${RESERVED.join(' and ')} are ports of their own.`,
      configPath: `cases.${index}.name`,
    },
  ];
}
