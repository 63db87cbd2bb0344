import { BUILTIN_MODEL, modelRefSchema } from '@codexos/protocol/model';
import { z } from 'zod';
import { unionCitations } from '../citations/union-citations.ts';
import { defineNode } from '../define-node.ts';
import { done } from '../outcome.ts';
import { modelProblems } from './resource-problems.ts';

/** Asks a model once. */
export const modelNode = defineNode({
  kind: 'model',
  version: 1,
  meta: { label: 'Model', group: 'model', icon: 'sparkles', summary: 'Asks a model and streams its answer' },
  config: z.object({
    model: modelRefSchema.default(BUILTIN_MODEL).meta({ label: 'Model', control: 'model' }),
    system: z.string().max(20_000).default('').meta({
      label: 'Instructions',
      help: 'What the model should know and do, whatever the prompt is.',
      control: 'textarea',
    }),
    temperature: z.number().min(0).max(2).optional().meta({
      label: 'Temperature',
      help: 'Higher is more varied. The provider decides when empty.',
      control: 'number',
    }),
    maxOutputTokens: z.int().min(1).max(200_000).optional().meta({
      label: 'Longest answer',
      help: 'In tokens. The provider decides when empty.',
      control: 'number',
    }),
    fallbackModels: z.array(modelRefSchema).max(5).default([]).meta({
      label: 'Fallbacks',
      help: 'Tried in order when the model fails.',
      control: 'json',
    }),
  }),
  ports: {
    in: {
      prompt: { label: 'Prompt', type: 'text', required: true },
      passages: { label: 'Passages', type: 'passages' },
    },
    out: { text: { label: 'Text', type: 'text' } },
  },
  cardSettings: ['model'],
  problems: ({ model, fallbackModels }, env) => [
    ...modelProblems(model, env, 'model'),
    ...fallbackModels.flatMap((ref, index) => modelProblems(ref, env, `fallbackModels.${index}`)),
  ],
  async run({ config, input, calls, citations }) {
    const { system, temperature, maxOutputTokens, model, fallbackModels } = config;
    const { prompt, passages = [] } = input;
    const answer = await calls.model({
      model,
      fallbackModels,
      messages: [{ role: 'user', text: prompt }],
      passages,
      // The prompt's own markers come first; passages that are not in the prompt are numbered after them.
      citations: unionCitations([citations('prompt'), passages.map((passage) => passage.citation)]),
      ...(system === '' ? {} : { system }),
      ...(temperature === undefined ? {} : { temperature }),
      ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    });
    return done({ port: 'text', value: answer.text, citations: answer.citations });
  },
});
