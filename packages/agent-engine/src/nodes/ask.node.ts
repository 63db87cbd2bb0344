import { questionFieldSchema, type FormQuestion } from '@codexos/protocol/question';
import { z } from 'zod';
import { defineNode } from '../define-node.ts';
import { NODE_VARIABLES } from '../expression/node-scope.ts';
import { done, paused } from '../outcome.ts';
import { askedBy, askingShape, untilOf } from './asking.ts';
import { templateProblems } from './expression-problem.ts';

/** Asks a person for values by a form. */
export const askNode = defineNode({
  kind: 'ask',
  version: 1,
  meta: {
    label: 'Ask a person',
    group: 'io',
    icon: 'message-circle-question',
    summary: 'Asks a person to fill in a form',
  },
  config: z.object({
    ...askingShape,
    question: askingShape.question.default('What should happen next?'),
    fields: z
      .array(questionFieldSchema)
      .min(1, 'A field is needed')
      .max(30)
      .default([{ name: 'answer', label: 'Answer', type: 'text', options: [], isRequired: true }])
      .meta({
        label: 'Fields',
        help: 'What the form asks for. The answer is an object with these names.',
        control: 'form-fields',
      }),
  }),
  ports: {
    in: { input: { label: 'Input', type: 'any', required: true } },
    out: { answer: { label: 'Answer', type: 'json' }, timeout: { label: 'Time-out', type: 'any' } },
  },
  cardSettings: ['role', 'waitMinutes'],
  problems({ question, fields }) {
    const names = fields.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    const bare = fields.findIndex(({ type, options }) => type === 'choice' && options.length === 0);
    return [
      ...templateProblems({ text: question, variables: NODE_VARIABLES, configPath: 'question' }),
      ...(twice === undefined
        ? []
        : [
            {
              code: 'CONFIG_INVALID' as const,
              message: `two fields are called “${twice}”.`,
              hint: 'Give each field a name of its own.',
              configPath: 'fields',
            },
          ]),
      ...(bare === -1
        ? []
        : [
            {
              code: 'CONFIG_INVALID' as const,
              message: `the choice “${names[bare] ?? ''}” has nothing to choose from.`,
              hint: 'Add its options.',
              configPath: `fields.${bare}.options`,
            },
          ]),
    ];
  },
  run(context) {
    if (context.isTimeUp) return done({ port: 'timeout', value: context.input.input });
    if (context.answer !== undefined) return done({ port: 'answer', value: context.answer });
    const { fields } = context.config;
    const question = { type: 'form' as const, ...askedBy(context), fields } satisfies FormQuestion;
    return paused({ reason: question.text, question, ...untilOf(context) });
  },
});
