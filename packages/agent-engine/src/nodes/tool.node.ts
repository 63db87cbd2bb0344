import { jsonSchema, type JsonObject, type JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { NODE_VARIABLES, nodeScope } from '../expression/node-scope.ts';
import { parseTemplate } from '../expression/template.ts';
import type { ConfigProblem } from '../node-kind.ts';
import { done } from '../outcome.ts';
import { templateProblems } from './expression-problem.ts';
import { secretProblems, toolProblems } from './resource-problems.ts';

/** Runs one tool with arguments made from values. */
export const toolNode = defineNode({
  kind: 'tool',
  version: 1,
  meta: { label: 'Tool', group: 'tool', icon: 'wrench', summary: 'Runs a tool' },
  config: z.object({
    tool: z.string().min(1, 'A tool is needed').max(64).meta({ label: 'Tool', control: 'tool' }),
    arguments: z.record(z.string(), jsonSchema).default({}).meta({
      label: 'Arguments',
      help: 'By name. Texts may hold CEL between {{ and }}, with input, run.input and turn; a text that is one expression keeps the type of its value.',
      control: 'fields',
    }),
  }),
  ports: {
    in: { input: { label: 'Input', type: 'any' } },
    out: { result: { label: 'Result', type: 'json' } },
  },
  cardSettings: ['tool'],
  problems: ({ tool, arguments: fields }, env) => [
    ...toolProblems(tool, env, 'tool'),
    ...Object.entries(fields).flatMap(([name, value]) => {
      const configPath = `arguments.${name}`;
      const text = JSON.stringify(value);
      return [...argumentProblems(value, configPath), ...secretProblems(text, { tool, configPath }, env)];
    }),
  ],
  async run(context) {
    const { tool } = context.config;
    const values = nodeScope(context, context.input.input);
    const input: JsonObject = Object.fromEntries(
      Object.entries(context.config.arguments).map(([name, value]) => [name, fillArgument(value, values)]),
    );
    const result = await context.calls.tool({ tool, input, granted: [tool] });
    if (result.status === 'paused') return result.pause;
    if (result.status === 'error') {
      const { code, message, hint } = result.error;
      throw new CodexError({ code, message, ...(hint === undefined ? {} : { hint }) });
    }
    const citations = result.citations.length > 0 ? result.citations : context.citations();
    return done({ port: 'result', value: result.output, citations });
  },
});

function argumentProblems(value: JsonValue, configPath: string): ConfigProblem[] {
  if (typeof value === 'string')
    return templateProblems({ text: value, variables: NODE_VARIABLES, configPath });
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => argumentProblems(inner, `${configPath}.${name}`));
}

function fillArgument(value: JsonValue, values: Record<string, unknown>): JsonValue {
  if (typeof value === 'string') return parseTemplate(value, NODE_VARIABLES).evaluate(values);
  if (Array.isArray(value)) return value.map((inner) => fillArgument(inner, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, fillArgument(inner, values)]),
  );
}
