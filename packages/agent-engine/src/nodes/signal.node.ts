import { jsonObjectSchema } from '@codexos/protocol/json';
import { signalKeySchema, signalNameSchema, type SignalQuestion } from '@codexos/protocol/signal';
import { payloadSchemaProblem } from '@codexos/protocol/signal-payload';
import { CodexError } from '@codexos/utils/errors';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { NODE_VARIABLES, nodeScope } from '../expression/node-scope.ts';
import { parseTemplate, valueToText } from '../expression/template.ts';
import { done, paused } from '../outcome.ts';
import { askingShape, untilOf } from './asking.ts';
import { templateProblems } from './expression-problem.ts';

/** Waits until a program sends a named signal. */
export const signalNode = defineNode({
  kind: 'signal',
  version: 1,
  meta: { label: 'Wait for a signal', group: 'io', icon: 'bell', summary: 'Goes on when a program says so' },
  config: z.object({
    name: signalNameSchema.default('done').meta({
      label: 'Signal',
      help: 'Sent with POST /api/v1/signals/ and this name.',
      control: 'text',
    }),
    key: z.string().max(2_000).default('').meta({
      label: 'Key',
      help: 'Which run is meant, such as {{ input.orderId }}: the signal has to bring the same text. Empty where there is only one.',
      control: 'template',
    }),
    schema: jsonObjectSchema.default({}).meta({
      label: 'Payload',
      help: 'JSON Schema of what the signal brings. {} takes anything.',
      control: 'json',
    }),
    waitMinutes: askingShape.waitMinutes,
  }),
  ports: {
    in: { input: { label: 'Input', type: 'any', required: true } },
    out: { payload: { label: 'Payload', type: 'any' }, timeout: { label: 'Time-out', type: 'any' } },
  },
  cardSettings: ['name', 'key'],
  problems({ key, schema }) {
    const mistake = payloadSchemaProblem(schema);
    return [
      ...templateProblems({ text: key, variables: NODE_VARIABLES, configPath: 'key' }),
      ...(mistake === undefined
        ? []
        : [
            {
              code: 'CONFIG_INVALID' as const,
              message: `the schema of the payload cannot be used: ${mistake}`,
              hint: 'Write a JSON Schema, or {} to take anything.',
              configPath: 'schema',
            },
          ]),
    ];
  },
  run(context) {
    const { input } = context.input;
    if (context.isTimeUp) return done({ port: 'timeout', value: input });
    if (context.answer !== undefined) return done({ port: 'payload', value: context.answer });
    const { name, schema } = context.config;
    const key = parseTemplate(context.config.key, NODE_VARIABLES).render(
      nodeScope(context, input),
      valueToText,
    );
    if (!signalKeySchema.safeParse(key).success) {
      throw new CodexError({
        code: 'NODE_FAILED',
        message: `The key of the signal “${name}” came to ${key.length} characters.`,
        hint: 'Make it from something short, such as an id.',
      });
    }
    const question = { type: 'signal' as const, name, key, schema } satisfies SignalQuestion;
    const reason = `It waits for the signal “${name}”${key === '' ? '' : ` with the key “${key}”`}.`;
    return paused({ reason, question, ...untilOf(context) });
  },
});
